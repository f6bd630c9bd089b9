import { writeFile } from 'node:fs/promises';
import { checkTenant } from './check';
import { readCommandLine, UsageError, type Task } from './commandLine';
import { writeReport } from './report';
import { readSecrets } from './secrets';

/** One line for each look. */
const progress = (title: string, number: number, of: number) =>
	process.stderr.write(`${number}/${of} ${title}\n`);

async function write(what: string, files: () => Promise<string[]>): Promise<void> {
	try {
		process.stdout.write(`${(await files()).map((path) => `Written: ${path}`).join('\n')}\n`);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
		throw new UsageError(`${what} cannot be written (${code}). Choose another place.`);
	}
}

async function check({ baseUrl, output, behaviourFile }: Task): Promise<void> {
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
	await write(`The report in ${output}`, async () => await writeReport(output, result));
	if (behaviourFile === undefined) return;
	await write('The behavior file', async () => {
		await writeFile(behaviourFile, `${JSON.stringify(result.behaviour, null, '\t')}\n`);
		return [behaviourFile];
	});
}

async function main(): Promise<void> {
	const task = readCommandLine(process.argv.slice(2));
	if (typeof task === 'string') process.stdout.write(task);
	else await check(task);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof UsageError ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
