import { DateTime } from 'luxon';

import {
	companies,
	ExplainedError,
	flag,
	port,
	runCommand,
	wholeNumber,
	type Option,
} from '../commandLine';
import { behaviourFileOption, behaviourOption } from './behaviourOption';
import { believableRows, generateRows, startSimulator } from './index';

const host: Option<string> = {
	placeholder: 'name',
	what: 'address to listen on (127.0.0.1)',
	read: (text = '127.0.0.1') => text,
};

const today: Option<string | undefined> = {
	placeholder: 'day',
	what: 'day that the dates lie around, YYYY-MM-DD (the current one)',
	read: (text) => {
		if (text === undefined || DateTime.fromFormat(text, 'yyyy-MM-dd').isValid) return text;
		throw new ExplainedError(`takes a day such as 2026-02-01, not "${text}".`);
	},
};

const command = {
	name: 'simulator',
	about: 'A simulated Keepnet by itself, until Ctrl-C.',
	options: {
		port: port('port to listen on; 0: a free one', 8787),
		host,
		companies,
		seed: wholeNumber('another seed, other companies and clients', {
			initial: 1,
			min: 0,
			max: 1_000_000,
		}),
		awkward: flag('companies with odd names, limits and dates, as the tests have them'),
		behaviour: behaviourOption,
		'behaviour-file': behaviourFileOption,
		today,
	},
};

void runCommand(command, async ({ values }) => {
	const { awkward, companies: count, 'behaviour-file': tenant, ...options } = values;
	const behaviour = { ...tenant, ...values.behaviour };
	const rowsOf = awkward ? generateRows : believableRows;
	const rows = rowsOf({ companies: count, seed: values.seed, today: values.today });
	const simulator = await startSimulator({ ...options, behaviour, rows });
	const { reseller, ...others } = simulator.clients;
	const lines = Object.entries(others).map(
		([kind, { clientId, clientSecret }]) => `  ${kind.padEnd(14)} ${clientId}  ${clientSecret}`,
	);
	process.stdout.write(
		`A simulated Keepnet with ${simulator.companies.size} companies. For the credential in n8n:\n\n` +
			`  Base URL       ${simulator.url}\n` +
			`  Client ID      ${reseller.clientId}\n` +
			`  Client Secret  ${reseller.clientSecret}\n\n` +
			`Clients that are refused, or see other companies (kind, ID, secret):\n${lines.join('\n')}\n\n` +
			'Ctrl-C ends it.\n',
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
});
