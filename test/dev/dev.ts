import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXAMPLES_FOLDER } from '../demo/example';
import { addCredential, addExample, renewCredential, untilStopped } from '../demo/inN8n';
import { buildAndStart, cacheFolder, CURRENT_N8N, OWNER, type N8nServer } from '../n8n';
import { believableRows, startSimulator, type Simulator } from '../simulator';
import { watchSources } from './watch';

const PACKAGE = '.n8n/nodes/node_modules/n8n-nodes-keepnet-reseller';

const HELP = `Usage: npm run dev -- [options]

n8n ${CURRENT_N8N} with the nodes of this project, loaded anew whenever a source changes, against a simulated Keepnet.

  --port <n>            port of n8n (5678)
  --simulator-port <n>  port of the simulated Keepnet (8787)
  --companies <n>       how many companies it has (2500)
`;

const print = (text: string) => process.stdout.write(`${text}\n`);

/** Outside the project: n8n's own packages must be found before those that the tests use. */
const userFolder = () => join(cacheFolder(), 'dev');

async function start(simulator: Simulator, port: number): Promise<N8nServer> {
	const env = { N8N_DEV_RELOAD: 'true' };
	const server = await buildAndStart({ port, userFolder: userFolder(), env });
	if (await renewCredential(server, simulator)) return server;
	const credentials = await addCredential(server, simulator);
	for (const file of readdirSync(EXAMPLES_FOLDER).filter((path) => path.endsWith('.json'))) {
		await addExample(server, credentials, simulator, file);
	}
	return server;
}

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			'simulator-port': { type: 'string', default: '8787' },
			companies: { type: 'string', default: '2500' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		print(HELP);
		return;
	}

	const stopped = untilStopped();
	const simulator = await startSimulator({
		port: Number(values['simulator-port']),
		rows: believableRows({ companies: Number(values.companies) }),
	});
	try {
		const server = await start(simulator, Number(values.port));
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
}

main().catch((error: unknown) => {
	process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
