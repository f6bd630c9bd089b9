import type { INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from '../n8n';
import type { SimulatorProcess } from './simulatorProcess';

export interface CredentialReference {
	id: string;
	name: string;
}

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	credentials?: INode['credentials'],
): INode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	credentials,
});

const webhook = (path: string) =>
	node('Webhook', 'n8n-nodes-base.webhook', 2, {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'noData',
		options: {},
	});

const manual = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** A chain of nodes, started by a webhook if a path is given, otherwise by hand. */
export function workflowOf(nodes: INode[], path?: string, savesData = true): WorkflowJson {
	const all = [path === undefined ? manual : { ...webhook(path), webhookId: path }, ...nodes];
	const connections = Object.fromEntries(
		all
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: all[index + 1].name, type: 'main' as const, index: 0 }]] },
			]),
	);
	return {
		name: path ?? 'By hand',
		nodes: all,
		connections,
		settings: {
			executionOrder: 'v1',
			...(!savesData && { saveDataSuccessExecution: 'none' as const }),
		},
	};
}

/** This package's node. */
export const companies = (parameters: INodeParameters, credential: CredentialReference) =>
	node('Companies', 'n8n-nodes-keepnet-reseller.companies', 1, parameters, {
		keepnetResellerOAuth2Api: credential,
	});

const SEARCH_BODY = {
	pageNumber: 1,
	orderBy: 'CreateTime',
	ascending: false,
	isClustered: false,
	isTargetUserCountExceededLimit: false,
	filter: { Condition: 'AND', SearchInputTextValue: '', FilterGroups: [] },
};

const httpRequest = (
	url: string,
	body: object,
	options: INodeParameters,
	credential: CredentialReference,
) =>
	node(
		'HTTP Request',
		'n8n-nodes-base.httpRequest',
		4.2,
		{
			method: 'POST',
			url,
			authentication: 'genericCredentialType',
			genericAuthType: 'oAuth2Api',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify(body),
			options,
		},
		{ oAuth2Api: credential },
	);

/** Ends at the last page. Guards against an answer without `data`, which would make the expression fail. */
const LAST_PAGE =
	'={{ $response.body.data?.pageNumber >= $response.body.data?.totalNumberOfPages }}';

/** What a user would build without this package: page after page, then one item a company. */
export const httpRequestAndSplitOut = (
	{ url }: SimulatorProcess,
	pageSize: number,
	credential: CredentialReference,
): INode[] => [
	httpRequest(
		`${url}/api/companies/search`,
		{ ...SEARCH_BODY, pageSize },
		{
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [{ type: 'body', name: 'pageNumber', value: '={{ $pageCount + 1 }}' }],
					},
					paginationCompleteWhen: 'other',
					completeExpression: LAST_PAGE,
				},
			},
		},
		credential,
	),
	node('Split Out', 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'data.results',
		options: {},
	}),
];

/** The same for an exported file. */
export const httpRequestForFile = (
	{ url }: SimulatorProcess,
	credential: CredentialReference,
): INode[] => [
	httpRequest(
		`${url}/api/companies/search/export`,
		{ ...SEARCH_BODY, pageSize: 100, exportType: 'CSV', reportAllPages: true },
		{ response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
		credential,
	),
];
