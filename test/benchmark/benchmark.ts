/** Compares this node with what users have without it, in a whole n8n; `npm run benchmark -- --help` says more. */
import { HELP, readCommandLine, UsageError, type Task } from './commandLine';
import { checkPlaces, machine, writeFigures } from './report';
import { SECTIONS } from './sections';
import { Workbench } from './workbench';

async function measure({ names, quick, tarball }: Task): Promise<void> {
	await checkPlaces(names);
	const bench = await Workbench.open(quick, tarball);
	const isWritten = !quick && tarball === undefined;
	if (isWritten) await writeFigures('machine', machine());
	for (const name of names) {
		const { what, minutes, quickMinutes, measure: measureSection } = SECTIONS[name];
		bench.say(`\n${name}: ${what}, about ${quick ? quickMinutes : minutes} minutes`);
		const figures = await measureSection(bench);
		bench.say(`\n${figures}`);
		if (isWritten) await writeFigures(name, figures);
	}
}

async function main(): Promise<void> {
	try {
		const task = readCommandLine(process.argv.slice(2));
		if (task) await measure(task);
		else process.stdout.write(HELP);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	}
}

void main();
