import type { Behaviour, FaultRule, Simulator } from '../simulator';
import { companyIds, currentIds, distinctIds, searches, wholeList } from './pagingTruth';
import { credentialOf, hintTexts, run, runWell, simulate } from './support';

const ALL = { returnAll: true };
const by = (pageSize: number, more = {}) => ({ ...ALL, options: { pageSize, ...more } });

/** A page that says of itself what a page of this list would, and is empty. */
const emptyPage = (pageNumber: number, times: number): FaultRule => ({
	kind: 'status',
	status: 200,
	route: 'search',
	pageNumber,
	times,
	body: {
		data: {
			pageNumber,
			pageSize: 50,
			totalNumberOfPages: 10,
			totalNumberOfRecords: 500,
			limitExceededCompanyCount: 0,
			results: [],
		},
		status: 'SUCCESS',
		message: '',
		validationMessages: [],
	},
});

describe('Paging', () => {
	let simulator: Simulator;
	const search = async (parameters: Parameters<typeof run>[1]) =>
		await runWell(credentialOf(simulator), parameters);

	beforeEach(async () => {
		simulator = await simulate({ companies: 500 });
	});

	it.each([1, 3, 7])('gives all in the order of the API, %i in flight', async (concurrency) => {
		// Requests start a little apart: the first must still be in flight when the last one starts.
		simulator.behaviour.latencyMs = 50;
		const result = await search(by(20, { concurrency }));
		const { maxInFlight, tokensIssued } = simulator.statistics;
		expect([maxInFlight, tokensIssued]).toEqual([concurrency, 1]);
		expect(companyIds(result)).toEqual(await wholeList(simulator));
		expect(result.hints).toEqual([]);
	});

	it.each<[string, Partial<Behaviour>]>([
		['gives smaller pages than asked for', { pageCap: 30 }],
		['begins each page with the last company of the one before', { duplicateRows: true }],
		['says null where there is nothing', { emptyResultsAsNull: true }],
		['counts fewer companies than it has', { totalOffset: -70 }],
		['counts no further than a round number', { totalOffset: -400 }],
		['calls the ID differently', { resourceIdName: 'resourceId' }],
	])('gives all where the server %s', async (_what, behaviour) => {
		Object.assign(simulator.behaviour, behaviour);
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
	});

	it('asks once for a list that fits on a page', async () => {
		await search(by(501));
		expect(searches(simulator)).toBe(1);
	});

	it.each([
		[50, {}, 1],
		[250, {}, 2],
		[300, {}, 2],
		[40, { filters: { usersMin: 0 } }, 1],
	])('asks for no page more than a limit of %i needs', async (limit, more, expected) => {
		simulator.behaviour.latencyMs = 15;
		const { json } = await search({ limit, ...more });
		expect([json.length, searches(simulator)]).toEqual([limit, expected]);
	});

	it('requests no more pages than a limit needs if pages are smaller than requested', async () => {
		simulator.behaviour.pageCap = 30;
		const { json } = await search({ limit: 100 });
		expect([json.length, searches(simulator)]).toEqual([100, 4]);
	});

	it.each([0, '30'])(
		'says so where the server counts fewer than a limit gives: %j',
		async (total) => {
			simulator.faults.add({
				kind: 'alter',
				change: (body) => {
					const { data } = body as { data: object };
					return { ...(body as object), data: { ...data, totalNumberOfRecords: total } };
				},
				route: 'search',
				times: Infinity,
			});
			expect(hintTexts(await search({ limit: 50 }))).toEqual([
				'Showing the first 50 companies, because of Limit. There may be more.',
			]);
		},
	);

	it('says so with the numbers if the server counts more than it has', async () => {
		simulator.behaviour.totalOffset = 70;
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(hintTexts(result)).toEqual([
			'The list was read 2 times and 500 companies were found, while Keepnet counted 570: some may be missing.',
		]);
		// Twice the pages that there are, a few empty ones to be sure, and a look at the list between the two readings.
		expect(searches(simulator)).toBeLessThanOrEqual(2 * 14 + 1);
	});

	it('stops instead, if told so, with the numbers', async () => {
		simulator.behaviour.totalOffset = 70;
		const { error, items } = await run(credentialOf(simulator), by(50, { onIncomplete: 'error' }));
		expect(error?.description).toContain('500 companies were found, while Keepnet counted 570');
		expect(items.flat()).toEqual([]);
	});

	it('reads again if one page is empty once', async () => {
		simulator.faults.add(emptyPage(4, 1));
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
		expect(companyIds(await search(ALL))).toEqual(await wholeList(simulator));
	});

	it('finds what a page that is always empty hides in one order, in another', async () => {
		simulator.faults.add(emptyPage(4, Infinity));
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
	});

	it('gives all if the largest page becomes smaller in the middle', async () => {
		let asked = 0;
		Object.defineProperty(simulator.behaviour, 'pageCap', {
			get: () => (++asked <= 4 ? 1000 : 30),
		});
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
		// The sweep that lost its page numbers is not finished. A probe comes before and after the other one.
		expect(searches(simulator)).toBeLessThan(12 + 18 + 2);
	});

	it('gives all, in order, if tied companies change places with every request', async () => {
		simulator.companies.all().forEach(({ id, row }, index) => {
			const licenseEndDate = `2027-0${1 + (index % 3)}-01T00:00:00Z`;
			if (row.licenseEndDate !== null) simulator.companies.update(id, { licenseEndDate });
		});
		simulator.behaviour.tieOrder = 'shuffled';
		const sort = { orderBy: 'LicenseEndDate', direction: 'asc' };
		const result = await search({ ...by(20), sort });
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
		const dates = result.json.map(({ renewalDate }) => renewalDate ?? '9999');
		expect(dates).toEqual([...dates].sort());
	});

	it('gives all if the order of the second sweep is refused', async () => {
		simulator.behaviour.orderByRefused = ['CompanyName'];
		simulator.faults.add(emptyPage(4, 1));
		const result = await search(by(50));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
	});

	it('ends if nothing is as the server says', async () => {
		Object.assign(simulator.behaviour, { totalOffset: 100_000, duplicateRows: true, pageCap: 7 });
		const result = await search(by(50, { concurrency: 10 }));
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(hintTexts(result)[0]).toMatch(/500 companies were found.*counted 100,500/);
	});
});
