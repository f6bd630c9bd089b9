import type { FaultRule, Simulator } from '../simulator';
import { currentIds, distinctIds, searches, wholeList } from './pagingTruth';
import { credentialOf, hintTexts, hurry, ids, run, runWell, simulate } from './support';
import { quietRow, scene, told } from './triggerSupport';

hurry();

interface Answer {
	data: Record<string, unknown> & { results: unknown[] };
}

const changed = (change: (answer: Answer) => void, target: Partial<FaultRule> = {}) =>
	({
		kind: 'alter',
		route: 'search',
		change: (body: unknown) => {
			change(body as Answer);
			return body;
		},
		...target,
	}) as FaultRule;

const ALWAYS = { times: Infinity };
const by = (pageSize: number, more = {}) => ({ returnAll: true, options: { pageSize }, ...more });

let simulator: Simulator;

beforeEach(async () => {
	simulator = await simulate({ companies: 30, validateResponses: false });
});

describe('A first page without companies that its total promises', () => {
	const EMPTY: Array<[string, unknown]> = [
		['an empty list', []],
		['null', null],
		['nothing', undefined],
		['a text', 'none'],
	];
	const empty = (results: unknown, target = {}) =>
		changed(({ data }) => Object.assign(data, { results }), { pageNumber: 1, ...target });

	it.each(EMPTY)('is asked for again: %s', async (_what, results) => {
		simulator.faults.add(empty(results));
		const result = await runWell(credentialOf(simulator), by(100));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(searches(simulator)).toBe(2);
	});

	it.each(EMPTY)('is not an empty tenant if it persists: %s', async (_what, results) => {
		simulator.faults.add(empty(results, ALWAYS));
		const { error, items } = await run(credentialOf(simulator), by(100));
		expect(error?.message).toContain('Keepnet');
		expect(items.flat()).toEqual([]);
	});

	it('is not a baseline of the trigger', async () => {
		const { poller, simulator: own } = await scene([quietRow('a'), quietRow('b')]);
		own.faults.add(empty([]));
		await poller.activate();
		expect(await poller.poll()).toBeNull();
	});
});

describe('A later page without companies that its total promises', () => {
	it.each([
		['an empty list', []],
		['null', null],
	])(
		'is asked for again, also where only some companies are wanted: %s',
		async (_what, results) => {
			simulator.faults.add(
				changed(({ data }) => Object.assign(data, { results }), { pageNumber: 2 }),
			);
			const options = { pageSize: 10, concurrency: 1 };
			const { items } = await runWell(credentialOf(simulator), { limit: 25, options });
			expect(ids(items[0])).toEqual((await wholeList(simulator)).slice(0, 25));
			expect(searches(simulator)).toBe(4 + 1);
		},
	);

	it('is believed after that: a server that counts too many and has null for nothing', async () => {
		Object.assign(simulator.behaviour, { totalOffset: 25, emptyResultsAsNull: true });
		const result = await runWell(credentialOf(simulator), by(10));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(hintTexts(result)).toEqual([
			'The list was read 2 times and 30 companies were found, while Keepnet counted 55: some may be missing.',
		]);
	});
});

describe('Rows that are not companies', () => {
	const deep = () => {
		let value: unknown = 'bottom';
		for (let level = 0; level < 2000; level++) value = [value];
		return value;
	};
	const JUNK: unknown[] = [
		[],
		[1],
		7,
		true,
		'a text',
		null,
		{},
		{ companyName: 'Nobody' },
		{ companyName: 'Nobody', companyResourceId: null },
		{ companyResourceId: ' ' },
		{ companyResourceId: {} },
		{ details: deep() },
	];
	const withJunk = (target: Partial<FaultRule>) =>
		changed(({ data }) => {
			data.results = [...JUNK, ...data.results];
			data.totalNumberOfRecords = 30 + JUNK.length;
		}, target);
	const HINT = `${JUNK.length} rows had no company ID and were left out.`;

	it('are left out, and a hint says how many', async () => {
		simulator.faults.add(withJunk({ pageNumber: 1, ...ALWAYS }));
		const result = await runWell(credentialOf(simulator), by(100));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(hintTexts(result)).toEqual([HINT]);
	});

	it.each(JUNK.map((row) => [row]))('one by one: %#', async (row) => {
		simulator.faults.add(changed(({ data }) => data.results.splice(3, 1, row), ALWAYS));
		const result = await runWell(credentialOf(simulator), by(100));
		expect(distinctIds(result)).toHaveLength(29);
		expect(hintTexts(result)).toEqual(['1 row had no company ID and was left out.']);
	});

	it('are one company if all have the same ID', async () => {
		const sameId = changed(({ data }) => {
			for (const row of data.results) Object.assign(row as object, { companyResourceId: 'same' });
		}, ALWAYS);
		simulator.faults.add(sameId);
		const result = await runWell(credentialOf(simulator), by(100));
		expect(distinctIds(result)).toEqual(['same']);
		expect(hintTexts(result)).toEqual([
			'The list was read 5 times and 1 company was found, while Keepnet counted 30: some may be missing.',
		]);
	});

	it('are none if the same page arrives without them', async () => {
		simulator.faults.add(withJunk({ pageNumber: 1 }));
		const result = await runWell(credentialOf(simulator), by(100));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(hintTexts(result)).toEqual([]);
	});

	it('are not counted by Summarize', async () => {
		simulator.faults.add(withJunk({ pageNumber: 1, ...ALWAYS }));
		const result = await runWell(credentialOf(simulator), { operation: 'summarize' });
		expect(result.json[0]?.companies).toBe(30);
		expect(hintTexts(result)).toContain(HINT);
	});

	it('are all that there is on a page, and do not end the list', async () => {
		const onlyJunk = changed(({ data }) => (data.results = data.results.map(() => null)), {
			pageNumber: 2,
			...ALWAYS,
		});
		simulator.faults.add(onlyJunk);
		const result = await runWell(credentialOf(simulator), by(10));
		expect(distinctIds(result)).toHaveLength(20);
		expect(hintTexts(result)).toEqual(['10 rows had no company ID and were left out.']);
	});

	it('remove no company for the trigger, and create none', async () => {
		const names = ['a', 'b', 'c'];
		const { poller, simulator: own } = await scene(names.map((id) => quietRow(id)));
		await poller.activate();
		own.faults.add(
			changed(({ data }) => {
				data.results[1] = { ...(data.results[1] as object), companyResourceId: null };
			}, ALWAYS),
		);
		expect(told(await poller.poll())).toEqual([]);
		own.faults.clear();
		expect(told(await poller.poll())).toEqual([]);
	});
});
