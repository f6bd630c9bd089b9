import { ExplainedError, flag, runCommand, type Option } from '../commandLine';
import { checkTenant, type Result } from './check';
import type { Delay } from './connection';
import { dryRunText } from './dryRun';
import { markdownOf, prepare, writeFiles, type Places } from './report';
import { readSecrets, refusedOptions } from './secrets';

const text = (placeholder: string, what: string): Option<string | undefined> => ({
	placeholder,
	what,
	read: (typed) => typed,
});

const output: Option<string> = {
	placeholder: 'folder',
	what: 'where to write the report (.)',
	read: (typed = '.') => typed,
};

const command = {
	name: 'tenant-check',
	about: `Looks at a Keepnet tenant without changing anything, and writes what it does into tenant-report.md and
tenant-report.json, without data of customers. Asks for Client ID and Client Secret, or takes them from
KEEPNET_CLIENT_ID and KEEPNET_CLIENT_SECRET.`,
	options: {
		'base-url': text('url', 'the API, e.g. https://api.keepnetlabs.com'),
		output,
		'behaviour-file': text('path', 'also write how the simulator behaves like this tenant'),
		...refusedOptions,
		'dry-run': flag('print what would be asked, and ask nothing'),
	},
};

const DELAYS: Readonly<Record<Delay, string>> = {
	noAnswer: 'Keepnet does not answer, trying again …',
	rateLimit: 'Keepnet limits requests, waiting as long as it says …',
};

/** One line for each look, and one where it has to wait. */
function progress() {
	let last = '';
	const print = (line: string) => {
		if (line !== last) process.stderr.write(`${line}\n`);
		last = line;
	};
	return {
		onLook: (title: string, number: number, of: number) => print(`${number}/${of} ${title}`),
		onDelay: (why: Delay) => print(DELAYS[why]),
	};
}

async function write(places: Places, result: Result): Promise<void> {
	try {
		const paths = await writeFiles(places, result);
		process.stdout.write(paths.map((path) => `Written: ${path}\n`).join(''));
	} catch (error) {
		// The disk may have become full since the start: nothing that was found is lost.
		process.stdout.write(markdownOf(result));
		throw error;
	}
}

async function check(baseUrl: string, places: Places): Promise<void> {
	const stop = new AbortController();
	// Ctrl-C comes twice where npm or tsx passes it on as well: the second must not end the writing of the report.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
	const secrets = await readSecrets(stop.signal);
	await prepare(places);
	const result = await checkTenant({ baseUrl, ...secrets }, { signal: stop.signal, ...progress() });
	if (result.ended) {
		process.stderr.write(`${result.ended}.\nWhat to do: docs/tenant-check.md\n`);
		process.exitCode = 1;
	}
	await write(places, result);
}

void runCommand(command, async ({ values }) => {
	if (values['dry-run']) {
		process.stdout.write(dryRunText());
		return;
	}
	const baseUrl = values['base-url'];
	if (!baseUrl) throw new ExplainedError('Say which Keepnet to look at: --base-url <url>.');
	await check(baseUrl, { folder: values.output, behaviourFile: values['behaviour-file'] });
});
