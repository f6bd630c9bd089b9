import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { companies, port, runCommand } from '../commandLine';
import { EXAMPLES_FOLDER } from '../demo/example';
import { addCredential, addExample, renewCredential, untilStopped } from '../demo/inN8n';
import { buildAndStart, cacheFolder, CURRENT_N8N, OWNER, type N8nServer } from '../n8n';
import { assertFree } from '../n8n/ports';
import { believableRows, startSimulator, type Simulator } from '../simulator';
import { watchSources } from './watch';

const PACKAGE = '.n8n/nodes/node_modules/n8n-nodes-keepnet-reseller';

const command = {
	name: 'dev',
	about: `n8n ${CURRENT_N8N} with the nodes of this project, loaded anew whenever a source changes, against a simulated Keepnet.`,
	options: {
		port: port('port of n8n', 5678),
		'simulator-port': port('port of the simulated Keepnet', 8787),
		companies,
	},
};

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Outside the project: n8n's own packages must be found before those that the tests use. */
const userFolder = () => join(cacheFolder(), 'dev');

async function start(simulator: Simulator, n8nPort: number): Promise<N8nServer> {
	const env = { N8N_DEV_RELOAD: 'true' };
	const server = await buildAndStart({ port: n8nPort, userFolder: userFolder(), env });
	if (await renewCredential(server, simulator)) return server;
	const credentials = await addCredential(server, simulator);
	for (const file of readdirSync(EXAMPLES_FOLDER).filter((path) => path.endsWith('.json'))) {
		await addExample(server, credentials, simulator, file);
	}
	return server;
}

void runCommand(command, async ({ values }) => {
	// Before the slow work: n8n says so only in its log.
	await assertFree(values.port);
	const stopped = untilStopped();
	const simulator = await startSimulator({
		port: values['simulator-port'],
		rows: believableRows({ companies: values.companies }),
	});
	try {
		const server = await start(simulator, values.port);
		const stopWatching = watchSources(join(userFolder(), PACKAGE, 'dist'), print);
		print(
			[
				'',
				`n8n is ready:  ${server.url}   (${OWNER.email}, ${OWNER.password})`,
				`Keepnet is simulated at ${simulator.url}.`,
				`Save a file under nodes/, credentials/ or icons/ and n8n has it a moment later. If the editor shows the old`,
				`form, load the page again. Workflows are kept in ${userFolder()}; remove it to start anew.`,
				'Ctrl-C ends it.',
				'',
			].join('\n'),
		);
		await stopped;
		stopWatching();
		await server.stop();
	} finally {
		await simulator.close();
	}
});
