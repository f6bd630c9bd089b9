import type { INode, INodeParameters } from 'n8n-workflow';

import type { SimulatorProcess } from './simulatorProcess';
import { node, splitOut, type CredentialReference } from './workflows';

const SEARCH_BODY = {
	pageNumber: 1,
	orderBy: 'CreateTime',
	ascending: false,
	isClustered: false,
	isTargetUserCountExceededLimit: false,
	filter: { Condition: 'AND', SearchInputTextValue: '', FilterGroups: [] },
};

const httpRequest = (parameters: INodeParameters, credential: CredentialReference) =>
	node(
		'HTTP Request',
		'n8n-nodes-base.httpRequest',
		4.2,
		{ authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api', ...parameters },
		{ oAuth2Api: credential },
	);

const post = (
	url: string,
	body: object,
	options: INodeParameters,
	credential: CredentialReference,
) => {
	const jsonBody = JSON.stringify(body);
	const parameters = {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options,
	};
	return httpRequest(parameters, credential);
};

/** Ends at the last page. Guards against an answer without `data`, which would make the expression fail. */
const LAST_PAGE =
	'={{ $response.body.data?.pageNumber >= $response.body.data?.totalNumberOfPages }}';

/** What a user would build without this package: page after page, then one item a company. */
export const httpRequestAndSplitOut = (
	{ url }: SimulatorProcess,
	pageSize: number,
	credential: CredentialReference,
): INode[] => [
	post(
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
	splitOut('data.results'),
];

/** The same for an exported file. */
export const httpRequestForFile = (
	{ url }: SimulatorProcess,
	credential: CredentialReference,
): INode[] => [
	post(
		`${url}/api/companies/search/export`,
		{ ...SEARCH_BODY, pageSize: 100, exportType: 'CSV', reportAllPages: true },
		{ response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
		credential,
	),
];

/** The details of the company in each input item, by its ID: all at once, as n8n does by default. */
export const httpRequestForCompany = (
	{ url }: SimulatorProcess,
	credential: CredentialReference,
): INode => httpRequest({ url: `=${url}/api/companies/{{ $json.id }}`, options: {} }, credential);
