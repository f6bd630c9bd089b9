import type { INodeParameters } from 'n8n-workflow';
import type { CompanyRow, Simulator } from '../simulator';
import { credentialOf, ids, runWell, simulate } from './support';
import { dayFromNow, quietRow } from './triggerSupport';

const rows = (change: (number: number) => Partial<CompanyRow>) =>
	Array.from({ length: 300 }, (_, number) => quietRow(`c-${number}`, change(number)));

async function search(simulator: Simulator, more: INodeParameters) {
	const { items } = await runWell(credentialOf(simulator), {
		resource: 'company',
		operation: 'search',
		sort: { orderBy: 'LicenseEndDate', direction: 'asc' },
		...more,
	});
	return { found: ids(items[0]), searches: simulator.statistics.requests.search };
}

test('companies without the value to sort by come first at Keepnet: no page for each of them', async () => {
	const simulator = await simulate({
		rows: rows((number) => ({
			licenseEndDate: number < 250 ? null : `${dayFromNow(number)}T00:00:00Z`,
		})),
	});
	// The small page, a look at the list, and the three pages.
	expect(await search(simulator, { limit: 1 })).toEqual({ found: ['c-250'], searches: 5 });
});

test('dates that can be read both ways are read in pages of the usual size', async () => {
	const simulator = await simulate({
		rows: rows(() => ({
			licenseEndDate: '2030-03-04T00:00:00Z',
			createTime: '2025-01-02T00:00:00Z',
		})),
		behaviour: { dateFormat: 'DD/MM/YYYY HH:mm' },
	});
	const { found, searches = 0 } = await search(simulator, { limit: 2 });
	expect(new Set(found).size).toBe(2);
	expect(searches).toBeLessThanOrEqual(8);
});

test('an order that Keepnet refuses', async () => {
	const simulator = await simulate({
		rows: rows((number) => ({ licenseEndDate: `${dayFromNow(400 - number)}T00:00:00Z` })),
		behaviour: { orderByRefused: ['LicenseEndDate', 'RenewalDate'] },
	});
	const { found, searches = 0 } = await search(simulator, { limit: 2 });
	expect(found).toEqual(['c-299', 'c-298']);
	expect(searches).toBeLessThanOrEqual(13);
});

test('one small page where it is enough', async () => {
	const simulator = await simulate({
		rows: rows((number) => ({ licenseEndDate: `${dayFromNow(number)}T00:00:00Z` })),
	});
	expect(await search(simulator, { limit: 2 })).toEqual({ found: ['c-0', 'c-1'], searches: 1 });
	expect(simulator.requests.at(-1)?.body).toMatchObject({ pageSize: 2 });
});
