import { parseArgs } from 'node:util';
import { startSimulator, type Behaviour } from './index';

const help = `Usage: npm run simulator -- [options]

  --port <n>         port to listen on (8787; 0: a free one)
  --host <name>      address to listen on (127.0.0.1)
  --companies <n>    how many companies the reseller has (2500)
  --seed <n>         another seed, other companies and clients (1)
  --behaviour <json> what differs from the documented deployment, e.g. '{"filters": "ignore"}'
  --today <day>      day that the dates lie around, YYYY-MM-DD (the current one)
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8787' },
			host: { type: 'string', default: '127.0.0.1' },
			companies: { type: 'string', default: '2500' },
			seed: { type: 'string', default: '1' },
			behaviour: { type: 'string', default: '{}' },
			today: { type: 'string' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(help);
		return;
	}
	const simulator = await startSimulator({
		port: Number(values.port),
		host: values.host,
		companies: Number(values.companies),
		seed: Number(values.seed),
		today: values.today,
		behaviour: JSON.parse(values.behaviour) as Partial<Behaviour>,
	});
	const lines = Object.entries(simulator.clients).map(
		([kind, { clientId, clientSecret }]) => `  ${kind.padEnd(14)} ${clientId}  ${clientSecret}`,
	);
	process.stdout.write(
		`Simulator at ${simulator.url} with ${simulator.companies.size} companies\n` +
			`Clients (kind, id, secret):\n${lines.join('\n')}\nCtrl-C ends it.\n`,
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

void main();
