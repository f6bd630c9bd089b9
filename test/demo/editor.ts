import { buildAndStart, OWNER, type N8nServer } from '../n8n';
import type { Simulator } from '../simulator';
import { addCredential, addExample, untilStopped } from './inN8n';

/** A whole n8n with this package and a credential for the simulator in it. */
export interface Editor {
	server: N8nServer;
	/** Imports a workflow of `examples/`; returns its address in the editor. */
	open(exampleFile: string): Promise<string>;
}

/** Installs n8n if it is missing, starts it with the packed package, and creates the credential. */
export async function openEditor(simulator: Simulator): Promise<Editor> {
	const server = await buildAndStart();
	try {
		const credentials = await addCredential(server, simulator);
		const open = async (exampleFile: string) =>
			`${server.url}workflow/${await addExample(server, credentials, simulator, exampleFile)}`;
		return { server, open };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

/** Prints how to sign in, and waits for Ctrl-C. */
export async function stayInEditor(simulator: Simulator, exampleFile: string) {
	const stopped = untilStopped();
	const { server, open } = await openEditor(simulator);
	const workflowUrl = await open(exampleFile);
	process.stdout.write(
		[
			'',
			`n8n is ready:  ${workflowUrl}`,
			`  E-mail       ${OWNER.email}`,
			`  Password     ${OWNER.password}`,
			'',
			`The credential in it leads to a simulated Keepnet at ${simulator.url}.`,
			'Ctrl-C ends both and removes what they have stored.',
			'',
		].join('\n'),
	);
	await stopped;
	process.stdout.write('\nStopping n8n …\n');
	await server.stop();
}
