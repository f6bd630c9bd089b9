import { measureBlocks } from './blocks';
import { measureConcurrency } from './concurrency';
import { measureDefaults } from './defaults';
import { measureExport } from './exportFile';
import { countTokens, tellOfFaults } from './faultTable';
import { measureGet } from './getItems';
import { measureMemory } from './memoryUse';
import { measurePolls } from './pollUse';
import { measureScaling } from './scaling';
import { measureSmall } from './small';
import { measureSpeed } from './speed';
import type { Workbench } from './workbench';

/** One table, or two, of the document. */
export interface Section {
	what: string;
	/** Minutes on two cores that do nothing else, and with `--quick`. */
	minutes: number;
	quickMinutes: number;
	/** @returns the figures, in Markdown */
	measure: (bench: Workbench) => Promise<string>;
}

/** Every section by its name, which is also that of its place in the document. */
export const SECTIONS: Readonly<Record<string, Section>> = {
	defaults: {
		what: 'both nodes at their defaults, and HTTP Request at its best',
		minutes: 10,
		quickMinutes: 2,
		measure: measureDefaults,
	},
	small: {
		what: 'tenants of 5, 80 and 400 companies',
		minutes: 2,
		quickMinutes: 1,
		measure: measureSmall,
	},
	speed: {
		what: 'pages of the same size',
		minutes: 3,
		quickMinutes: 1,
		measure: measureSpeed,
	},
	concurrency: {
		what: 'more and fewer requests in flight',
		minutes: 2,
		quickMinutes: 1,
		measure: measureConcurrency,
	},
	get: {
		what: 'Get of 100 input items',
		minutes: 1,
		quickMinutes: 1,
		measure: measureGet,
	},
	block: {
		what: 'how long n8n answers nothing else',
		minutes: 9,
		quickMinutes: 2,
		measure: measureBlocks,
	},
	poll: {
		what: 'CPU time of a poll, and how long it blocks n8n',
		minutes: 5,
		quickMinutes: 2,
		measure: measurePolls,
	},
	memory: {
		what: 'peak memory of Search, growth of Summarize',
		minutes: 5,
		quickMinutes: 2,
		measure: measureMemory,
	},
	scaling: {
		what: 'time for each company as the list grows',
		minutes: 1,
		quickMinutes: 1,
		measure: measureScaling,
	},
	export: {
		what: 'a file of 300 MB',
		minutes: 1,
		quickMinutes: 1,
		measure: measureExport,
	},
	tokens: {
		what: 'tokens of an execution',
		minutes: 1,
		quickMinutes: 1,
		measure: countTokens,
	},
	faults: {
		what: 'what one fault does',
		minutes: 1,
		quickMinutes: 1,
		measure: tellOfFaults,
	},
};
