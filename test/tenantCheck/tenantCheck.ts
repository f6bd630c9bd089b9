import { writeFile } from 'node:fs/promises';
import { ExplainedError, flag, runCommand, type Option } from '../commandLine';
import { checkTenant } from './check';
import { dryRunText } from './dryRun';
import { writeReport } from './report';
import { readSecrets } from './secrets';

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
		'dry-run': flag('print what would be asked, and ask nothing'),
	},
};

/** One line for each look. */
const progress = (title: string, number: number, of: number) =>
	process.stderr.write(`${number}/${of} ${title}\n`);

async function write(what: string, files: () => Promise<string[]>): Promise<void> {
	try {
		process.stdout.write(`${(await files()).map((path) => `Written: ${path}`).join('\n')}\n`);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
		throw new ExplainedError(`${what} cannot be written (${code}). Choose another place.`);
	}
}

interface Task {
	baseUrl: string;
	folder: string;
	behaviourFile: string | undefined;
}

async function check({ baseUrl, folder, behaviourFile }: Task): Promise<void> {
	const stop = new AbortController();
	process.once('SIGINT', () => stop.abort());
	const secrets = await readSecrets(stop.signal);
	const result = await checkTenant(
		{ baseUrl, ...secrets },
		{ signal: stop.signal, onLook: progress },
	);
	if (result.ended) {
		process.stderr.write(`${result.ended}.\n`);
		process.exitCode = 1;
	}
	await write(`The report in ${folder}`, async () => await writeReport(folder, result));
	if (behaviourFile === undefined) return;
	await write('The behavior file', async () => {
		await writeFile(behaviourFile, `${JSON.stringify(result.behaviour, null, '\t')}\n`);
		return [behaviourFile];
	});
}

void runCommand(command, async ({ values }) => {
	if (values['dry-run']) {
		process.stdout.write(dryRunText());
		return;
	}
	const baseUrl = values['base-url'];
	if (!baseUrl) throw new ExplainedError('Say which Keepnet to look at: --base-url <url>.');
	await check({ baseUrl, folder: values.output, behaviourFile: values['behaviour-file'] });
});
