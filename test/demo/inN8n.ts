import type { INodeCredentials } from 'n8n-workflow';

import type { N8nServer } from '../n8n';
import type { Simulator } from '../simulator';
import { readExample, withCredential } from './example';

/** Puts a credential for the simulated Keepnet into n8n. */
export async function addCredential(
	server: N8nServer,
	{ url, clients }: Simulator,
): Promise<INodeCredentials> {
	const type = 'keepnetResellerOAuth2Api';
	const data = { baseUrl: url, ...clients.reseller };
	const { id, name } = await server.createCredential(data, type, 'Keepnet (simulated)');
	return { [type]: { id, name } };
}

/** Puts a workflow of `examples/` into n8n, ready to run; gives its id. */
export async function addExample(
	server: N8nServer,
	credentials: INodeCredentials,
	file: string,
): Promise<string> {
	const { id } = await server.createWorkflow(withCredential(await readExample(file), credentials));
	return id;
}

/** Resolves when the user presses Ctrl-C. To be called before anything takes long. */
export async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
}
