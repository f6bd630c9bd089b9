/** Compares this node with what users have without it, in a whole n8n; `npm run benchmark -- --help` says more. */
import { runCommand } from '../commandLine';
import { COMMAND } from './commandLine';
import { checkPlaces, machine, writeFigures } from './report';
import { SECTIONS } from './sections';
import { Workbench } from './workbench';

void runCommand(COMMAND, async ({ names, values }) => {
	const { quick, package: tarball } = values;
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
});
