import './environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialTestRequestData,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeType,
} from 'n8n-workflow';
import type { StoredCredential } from './credential';
import { resolveCredential } from './resolveCredential';
import { additionalDataFor, createWorkflow, setUp, type Options, type Setup } from './setup';

type TestRequest = ICredentialTestRequestData['testRequest'];

/** What n8n reads from a request error: the answer, or the code of a failed connection. */
interface RequestFailure extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/** n8n tests a credential with a declarative node that has nothing but the test's request. */
function createProbe(
	credential: StoredCredential,
	{ request }: TestRequest,
): { node: INode; type: INodeType } {
	return {
		node: {
			id: 'temp',
			name: 'Temp-Node',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: credential.reference,
		},
		type: {
			description: {
				displayName: 'No Operation, do nothing',
				name: 'noOp',
				group: ['organization'],
				version: 1,
				description: 'No Operation',
				defaults: {},
				inputs: ['main'],
				outputs: ['main'],
				credentials: [{ name: credential.type, required: true }],
				properties: [
					{
						displayName: 'Temp',
						name: 'temp',
						type: 'string',
						routing: { request },
						default: '',
					},
				],
			},
		},
	};
}

/** Reads `a.b` of an answer, as n8n does with a rule's key. */
const read = (body: unknown, key: string) =>
	key.split('.').reduce<unknown>((value, part) => (value as IDataObject | undefined)?.[part], body);

const failed = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

/** The message for a failed request, as n8n's credentials tester makes it. */
function explain(error: RequestFailure, { rules = [] }: TestRequest) {
	const { response, code } = error.cause ?? {};
	if (!response) return failed(code ?? error.message);

	const rule = rules.find(
		({ type, properties }) => type === 'responseCode' && properties.value === response.status,
	);
	if (rule) return failed(rule.properties.message);
	return failed(response.statusText || `Received HTTP status code: ${response.status}`);
}

async function send(setup: Setup, testRequest: TestRequest) {
	const { credential, credentialsHelper } = setup;
	const { node, type } = createProbe(credential, testRequest);
	setup.types.addNode(node.type, type);

	const probe = { ...setup, node };
	const additionalData = additionalDataFor(probe, 'internal', node.parameters);
	// The editor does not know the stored token, so the test always gets a new one.
	const entered = await credential.getData();
	delete entered.oauthTokenData;
	const properties = credentialsHelper.getCredentialsProperties(credential.type);
	const data = resolveCredential(properties, entered, additionalData, 'internal');
	const stored = credentialsHelper.getDecrypted.bind(credentialsHelper);
	credentialsHelper.getDecrypted = async (...args) => (args[5] ? await stored(...args) : data);

	const context = new ExecuteContext(
		createWorkflow(probe),
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: credential.id, name: credential.name, type: credential.type, data };
	return await new RoutingNode(context, type, decrypted).runNode();
}

/** Runs the credential's own `test` request as n8n 2.x does when a user saves the credential. */
export async function testCredential(options: Options): Promise<INodeCredentialTestResult> {
	const setup = await setUp(options);
	const testRequest = setup.types.getCredential(setup.credential.type).test;
	if (!testRequest) return failed('No testing function found for this credential.');

	let response;
	try {
		response = await send(setup, testRequest);
	} catch (error) {
		return explain(error as RequestFailure, testRequest);
	}
	for (const { type, properties } of testRequest.rules ?? []) {
		if (type !== 'responseSuccessBody') continue;
		if (read(response?.[0][0].json, properties.key) === properties.value)
			return failed(properties.message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}
