/**
 * Compares this node with what users have without it, in a whole n8n, and writes the figures into docs/benchmark.md.
 *
 *   npm run benchmark                     everything, about half an hour
 *   npm run benchmark -- --quick          one round of the smaller lists, only printed
 *   npm run benchmark -- speed memory     some sections
 */
import { parseArgs } from 'node:util';

import { measureConcurrency } from './concurrency';
import { measureExport } from './exportFile';
import { countTokens, tellOfFaults } from './faultTable';
import { measureMemory } from './memoryUse';
import { machine, writeFigures } from './report';
import { measureScaling } from './scaling';
import { measureSpeed } from './speed';
import { Workbench } from './workbench';

const SECTIONS: Record<string, (bench: Workbench) => Promise<string>> = {
	speed: measureSpeed,
	concurrency: measureConcurrency,
	memory: measureMemory,
	scaling: measureScaling,
	export: measureExport,
	tokens: countTokens,
	faults: tellOfFaults,
};

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { quick: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const names = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
	const unknown = names.filter((name) => !(name in SECTIONS));
	if (unknown.length > 0) throw new Error(`There is no section ${unknown.join(', ')}`);

	const bench = await Workbench.open(values.quick);
	if (!values.quick) await writeFigures('machine', machine());
	for (const name of names) {
		bench.say(`\n${name}`);
		const figures = await SECTIONS[name](bench);
		bench.say(`\n${figures}`);
		if (!values.quick) await writeFigures(name, figures);
	}
}

void main();
