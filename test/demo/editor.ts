import {
	CURRENT_N8N,
	installN8n,
	OWNER,
	packPackage,
	printProgress,
	startN8n,
	type N8nServer,
} from '../n8n';
import { withProgress } from '../n8n/progress';
import type { Simulator } from '../simulator';
import { readExample, withCredential } from './example';

const CREDENTIAL = 'keepnetResellerOAuth2Api';

/** A whole n8n with this package and a credential for the simulator in it. */
export interface Editor {
	server: N8nServer;
	/** Puts a workflow of `examples/` into it; gives where it opens. */
	open(exampleFile: string): Promise<string>;
}

/** Installs n8n where it is missing, starts it with the packed package, and puts the credential into it. */
export async function openEditor(simulator: Simulator): Promise<Editor> {
	const packageTarball = await withProgress(
		'Building and packing the package',
		printProgress,
		packPackage,
	);
	const installation = await installN8n(CURRENT_N8N, { onProgress: printProgress });
	const server = await withProgress(
		`Starting n8n ${CURRENT_N8N}`,
		printProgress,
		async () => await startN8n({ installation, packageTarball }),
	);
	try {
		const data = { baseUrl: simulator.url, ...simulator.clients.reseller };
		const { id, name } = await server.createCredential(data, CREDENTIAL, 'Keepnet (simulated)');
		const open = async (exampleFile: string) => {
			const example = await readExample(exampleFile);
			const workflow = await server.createWorkflow(
				withCredential(example, { [CREDENTIAL]: { id, name } }),
			);
			return `${server.url}workflow/${workflow.id}`;
		};
		return { server, open };
	} catch (error) {
		await server.stop();
		throw error;
	}
}

/** Prints how to get in, and stays until Ctrl-C. */
export async function stayInEditor(simulator: Simulator, exampleFile: string) {
	const stopped = new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
	});
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
