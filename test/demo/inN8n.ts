import type { INodeCredentials } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../../nodes/Companies/transport/credential';
import type { N8nServer } from '../n8n';
import type { Simulator } from '../simulator';
import { readExample, withCredential } from './example';

const NAME = 'Keepnet (simulated)';

const dataFor = ({ url, clients }: Simulator) => ({ baseUrl: url, ...clients.reseller });

/** Creates a credential for the simulated Keepnet in n8n. */
export async function addCredential(
	server: N8nServer,
	simulator: Simulator,
): Promise<INodeCredentials> {
	const { id, name } = await server.createCredential(dataFor(simulator), CREDENTIAL_NAME, NAME);
	return { [CREDENTIAL_NAME]: { id, name } };
}

/** Points the credential of an earlier start to this simulated Keepnet; false if there is none. */
export async function renewCredential(server: N8nServer, simulator: Simulator): Promise<boolean> {
	const known = (await server.listCredentials()).find(({ name }) => name === NAME);
	if (known) await server.updateCredential(known.id, dataFor(simulator));
	return known !== undefined;
}

/** Imports a workflow of `examples/` into n8n, ready to run; returns its ID. */
export async function addExample(
	server: N8nServer,
	credentials: INodeCredentials,
	{ url }: Simulator,
	file: string,
): Promise<string> {
	const example = withCredential(await readExample(file), credentials, url);
	return (await server.createWorkflow(example)).id;
}

/** Resolves when the user presses Ctrl-C. Call it before slow work begins. */
export async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
}
