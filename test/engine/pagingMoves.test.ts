import type { CompanyRow, Simulator } from '../simulator';
import { currentIds, distinctIds, searches } from './pagingTruth';
import { credentialOf, hurry, runWell, simulate } from './support';
import { quietRow, scene, told } from './triggerSupport';

hurry();

const COUNT = 60;
const PAGE_SIZE = 10;

/** Companies that stand in the same order by name, users, renewal and creation. */
const rowAt = (place: number, changes: Partial<CompanyRow> = {}) =>
	quietRow(`c-${place}`, {
		companyName: `Company ${100 + place}`,
		targetUserCount: 100 + place,
		licenseEndDate: `${2100 + place}-01-01T00:00:00Z`,
		createTime: new Date(Date.UTC(2020, 0, 1 + place)).toISOString(),
		...changes,
	});
const NEWEST = { createTime: '2026-06-01T00:00:00Z' };
const rows = () => Array.from({ length: COUNT }, (_, index) => rowAt(index));

/** Lets something happen to the list as soon as a page is answered. */
function after(simulator: Simulator, pageNumber: number, happen: () => void): void {
	simulator.faults.add({
		kind: 'alter',
		route: 'search',
		pageNumber,
		times: 1,
		change: (body) => {
			happen();
			return body;
		},
	});
}

const ORDERS = ['CompanyName', 'TargetUserCount', 'LicenseEndDate', 'CreateTime'].flatMap(
	(orderBy) => ['asc', 'desc'].map((direction): [string, string] => [orderBy, direction]),
);

describe('A company is removed behind the reader and one is created ahead', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ rows: rows(), validateResponses: false });
	});

	const search = async (orderBy: string, direction: string, more = {}) =>
		await runWell(credentialOf(simulator), {
			returnAll: true,
			sort: { orderBy, direction },
			options: { pageSize: PAGE_SIZE, concurrency: 1 },
			...more,
		});

	describe.each([1, 3, 5])('once page %i is answered', (page) => {
		it.each(ORDERS)('%s %s', async (orderBy, direction) => {
			const isAscending = direction === 'asc';
			after(simulator, page, () => {
				const place = (page - 1) * PAGE_SIZE + 4;
				simulator.companies.remove(`c-${isAscending ? place : COUNT - 1 - place}`);
				// Newest by creation, and last by everything else.
				simulator.companies.insert(rowAt(isAscending ? COUNT : -1, NEWEST));
			});
			const result = await search(orderBy, direction);
			expect(simulator.companies.size).toBe(COUNT);
			// Newest first, no other company moves, and the list is as it was at the beginning.
			const isNewestFirst = orderBy === 'CreateTime' && !isAscending;
			const begun = rows().map(({ companyResourceId }) => companyResourceId);
			expect(distinctIds(result)).toEqual(isNewestFirst ? begun.sort() : currentIds(simulator));
			expect(result.hints).toEqual([]);
		});
	});

	it('also in a filtered list', async () => {
		after(simulator, 2, () => {
			simulator.companies.remove('c-15');
			simulator.companies.insert(rowAt(COUNT, NEWEST));
		});
		const result = await search('CompanyName', 'asc', { filters: { usersMin: 101 } });
		expect(distinctIds(result)).toEqual(currentIds(simulator).filter((id) => id !== 'c-0'));
	});

	it('more than once', async () => {
		for (const [page, place] of [1, 2, 3].entries()) {
			after(simulator, page + 1, () => {
				simulator.companies.remove(`c-${page * PAGE_SIZE + 4}`);
				simulator.companies.insert(
					rowAt(COUNT + place, { createTime: `2026-06-0${place}T00:00:00Z` }),
				);
			});
		}
		const result = await search('CompanyName', 'asc');
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
	});

	it('while Summarize reads: it adds up those that are left', async () => {
		after(simulator, 2, () => simulator.companies.remove(`c-${COUNT - 1}`));
		const parameters = { operation: 'summarize', options: { pageSize: PAGE_SIZE } };
		const { json, hints } = await runWell(credentialOf(simulator), parameters);
		const users = simulator.companies.all().map(({ row }) => row.targetUserCount);
		expect(json[0]).toMatchObject({
			companies: COUNT - 1,
			targetUsers: users.reduce((sum, count) => sum + count, 0),
		});
		expect(hints).toEqual([]);
	});

	it('while the trigger reads: it reports these two only', async () => {
		const own = await scene(rows(), {
			events: ['companyCreated', 'companyRemoved'],
			options: { pageSize: PAGE_SIZE, concurrency: 1 },
		});
		await own.poller.activate();
		after(own.simulator, 2, () => {
			own.simulator.companies.remove('c-45');
			own.simulator.companies.insert(rowAt(COUNT, NEWEST));
		});
		const events = [...told(await own.poller.poll()), ...told(await own.poller.poll())];
		expect(events.sort()).toEqual([`companyCreated c-${COUNT}`, 'companyRemoved c-45']);
	});
});

describe('What it costs to see whether a list moved', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulate({ rows: rows().slice(1), validateResponses: false });
	});

	const search = async (parameters: object) =>
		await runWell(credentialOf(simulator), {
			sort: { orderBy: 'CompanyName' },
			returnAll: true,
			...parameters,
		});

	it.each<[string, object, number]>([
		['nothing, newest first', { sort: {}, options: { pageSize: 10 } }, 6],
		[
			'nothing in an order of ours',
			{ sort: { orderBy: 'usagePercent' }, options: { pageSize: 10 } },
			6,
		],
		['nothing for a list of one page', {}, 1],
		['a look at the other end for a list that is cut early', { returnAll: false, limit: 5 }, 2],
		['two looks and the first page again', { options: { pageSize: 10 } }, 6 + 3],
		[
			'one look for a list that is cut',
			{ returnAll: false, limit: 15, options: { pageSize: 10 } },
			2 + 1,
		],
	])('%s', async (_what, parameters, expected) => {
		const result = await search(parameters);
		const { limit } = { limit: undefined, ...parameters };
		const cut = `Showing the first ${limit} of 59 companies, because of Limit.`;
		expect(result.hints?.map(({ message }) => message)).toEqual(limit ? [cut] : []);
		expect(searches(simulator)).toBe(expected);
	});

	it.each(['orderByRefused', 'orderByIgnored'] as const)(
		'is not paid with the list where creation is no order: %s',
		async (behaviour) => {
			simulator.behaviour[behaviour] = ['CreateTime'];
			const result = await search({ options: { pageSize: 10 } });
			expect(distinctIds(result)).toEqual(currentIds(simulator));
			expect(result.hints).toEqual([]);
		},
	);

	it('nor if the probe fails', async () => {
		simulator.faults.add({
			kind: 'status',
			status: 500,
			route: 'search',
			pageNumber: 1,
			after: 1,
			times: Infinity,
		});
		const result = await search({ options: { pageSize: 10 } });
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
	});

	it('companies of the same moment that change places do not count as movement', async () => {
		for (const id of currentIds(simulator)) {
			simulator.companies.update(id, { createTime: '2025-01-01T10:00:00Z' });
		}
		simulator.behaviour.tieOrder = 'shuffled';
		const result = await search({ options: { pageSize: 10 } });
		expect(distinctIds(result)).toEqual(currentIds(simulator));
		expect(result.hints).toEqual([]);
	});
});
