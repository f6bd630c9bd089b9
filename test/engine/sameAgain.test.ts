import type { INodeParameters } from 'n8n-workflow';
import { credentialOf, hintTexts, hurry, run, simulate, type Credential } from './support';

let credential: Credential;

beforeAll(async () => {
	hurry();
	credential = credentialOf(await simulate({ companies: 20 }));
});

const hintsOf = async (parameters: INodeParameters, items: object[], continues = false) =>
	hintTexts(
		await run(credential, parameters, {
			items: items.map((json) => ({ json })) as never,
			node: { continueOnFail: continues ? 'continueRegularOutput' : 'no' },
		}),
	);

const file = (times: number) =>
	`The same file was made ${times} times, once for each input item. To make it once, turn on Execute Once in the Settings of this node.`;
const totals = (times: number) =>
	`The same totals were worked out ${times} times, once for each input item. To do so once, turn on Execute Once in the Settings of this node.`;

const EXPORT = { operation: 'export' };
const BY_ITEM = { segment: '={{ $json.segment }}' };
const SEGMENTS = ['overLimit', 'expired', 'overLimit', 'all', 'overLimit'].map((segment) => ({
	segment,
}));

test.each<[string, INodeParameters, object[], string[]]>([
	['a file', EXPORT, [{ a: 1 }, { a: 2 }, { a: 3 }], [file(3)]],
	['a file with a fixed name', { ...EXPORT, fileName: 'a.csv' }, [{}, {}], [file(2)]],
	['some of the files', { ...EXPORT, ...BY_ITEM }, SEGMENTS, [file(3)]],
	['totals', { operation: 'summarize' }, [{}, {}, {}, {}], [totals(4)]],
	['some of the totals', { operation: 'summarize', ...BY_ITEM }, SEGMENTS, [totals(3)]],
	['a single file', EXPORT, [{}], []],
	['files of their own', { ...EXPORT, ...BY_ITEM }, SEGMENTS.slice(0, 2), []],
	[
		'files with names of their own',
		{ ...EXPORT, fileName: '={{ $json.name }}' },
		[{ name: 'a' }, { name: 'b' }],
		[],
	],
	['companies, of which n8n says so by itself', { operation: 'search', limit: 500 }, [{}, {}], []],
])('what input items ask for again: %s', async (_what, parameters, items, hints) => {
	expect(await hintsOf(parameters, items)).toEqual(hints);
});

test('what was not made was not made again', async () => {
	expect(await hintsOf({ ...EXPORT, segment: 'underused' }, [{}, {}, {}], true)).toEqual([]);
});

test('of many hints the first ten are shown, and how many more there are', async () => {
	const limited = { operation: 'search', limit: '={{ $json.limit }}' };
	const items = Array.from({ length: 15 }, (_, index) => ({ limit: index + 1 }));
	const hints = await hintsOf(limited, items);
	expect(hints).toHaveLength(11);
	expect(hints[9]).toBe('Showing the first 10 of 20 companies, because of Limit.');
	expect(hints[10]).toBe('Hints of other input items that are not shown: 5.');
	expect(await hintsOf(limited, items.slice(0, 10))).toHaveLength(10);
});
