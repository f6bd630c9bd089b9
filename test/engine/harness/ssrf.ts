import './environment';
import { Container } from '@n8n/di';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { dirname } from 'node:path';

/** A module in the version that n8n-core itself uses. */
async function importOfCore<T>(name: string): Promise<T> {
	const paths = [dirname(require.resolve('n8n-core'))];
	return (await import(require.resolve(name, { paths }))) as T;
}

let bridge: IWorkflowExecuteAdditionalData['ssrfBridge'];

/** What n8n is given as `N8N_SSRF_PROTECTION_ENABLED`: whether it connects to no private address. */
export async function protectFromSsrf(enabled: boolean) {
	type Class = new () => { enabled: boolean };
	const { SsrfProtectionConfig } = await importOfCore<Record<string, Class>>('@n8n/config');
	const { SsrfProtectionService } =
		await importOfCore<Record<string, never>>('@n8n/backend-network');
	Container.get(SsrfProtectionConfig).enabled = enabled;
	bridge = enabled ? Container.get(SsrfProtectionService) : undefined;
}

/** What n8n's server hands over for the request of a token; other requests look at the setting themselves. */
export const ssrfBridge = () => bridge;
