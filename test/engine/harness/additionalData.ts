import './environment';
import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type {
	INodeParameters,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { CredentialsHelper } from './credentialsHelper';
import { ssrfBridge } from './ssrf';

const BASE_URL = 'http://127.0.0.1:5678/';

let executions = 0;

/** Replaces functions of the n8n server that no node of this package uses. */
function notInTests(what: string) {
	return async (): Promise<never> => {
		throw new Error(`${what} is not available in the test engine`);
	};
}

/** What the n8n server passes to the engine in addition to the workflow. */
export function createAdditionalData(
	credentialsHelper: CredentialsHelper,
	mode: WorkflowExecuteMode,
	workflowData: IWorkflowBase,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	const executionId = String((executions += 1));
	return {
		credentialsHelper,
		executionId,
		workflowId: workflowData.id,
		currentNodeParameters,
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflowData),
		ssrfBridge: ssrfBridge(),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		variables: {},
		restApiUrl: `${BASE_URL}rest`,
		instanceBaseUrl: BASE_URL,
		formBaseUrl: `${BASE_URL}form`,
		formWaitingBaseUrl: `${BASE_URL}form-waiting`,
		formTestBaseUrl: `${BASE_URL}form-test`,
		webhookBaseUrl: `${BASE_URL}webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}webhook-test`,
		mcpBaseUrl: `${BASE_URL}mcp`,
		mcpTestBaseUrl: `${BASE_URL}mcp-test`,
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
		executeWorkflow: notInTests('Running a sub-workflow'),
		startRunnerTask: notInTests('A task runner'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
	};
}
