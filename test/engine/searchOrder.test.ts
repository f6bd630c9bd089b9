import type { Simulator } from '../simulator';
import { credentialOf, hintTexts, runWell, simulate } from './support';

/** An API may take an order and not keep to it (contract section 3: the sources disagree about its names). */
describe('An order that the API ignores', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await simulate({ companies: 250 });
	});

	beforeEach(() => {
		simulator.behaviour.orderByIgnored = [];
		simulator.statistics.reset();
	});

	const search = async (orderBy: string, more = {}) =>
		await runWell(credentialOf(simulator), { sort: { orderBy }, returnAll: true, ...more });

	it.each([
		['TargetUserCount', 'targetUsers'],
		['LicenseEndDate', 'renewalDate'],
	])('is made here: %s', async (orderBy, field) => {
		const values = async () => (await search(orderBy)).json.map((json) => json[field]);
		const sorted = await values();
		simulator.behaviour.orderByIgnored = [orderBy];
		const result = await search(orderBy);
		expect(result.json.map((json) => json[field])).toEqual(sorted);
		expect(hintTexts(result)).toEqual([
			'Keepnet did not sort the companies as asked, so this node did.',
		]);
	});

	it('is made here also where only some companies are wanted', async () => {
		const first = (await search('TargetUserCount', { returnAll: false, limit: 5 })).json;
		simulator.behaviour.orderByIgnored = ['TargetUserCount'];
		const result = await search('TargetUserCount', { returnAll: false, limit: 5 });
		expect(result.json.map(({ targetUsers }) => targetUsers)).toEqual(
			first.map(({ targetUsers }) => targetUsers),
		);
	});

	it('is not suspected where the API sorts', async () => {
		for (const orderBy of ['CreateTime', 'CompanyName', 'TargetUserCount', 'LicenseEndDate']) {
			for (const direction of ['asc', 'desc']) {
				const result = await search(orderBy, { sort: { orderBy, direction } });
				expect(hintTexts(result)).toEqual([]);
			}
		}
		// Newest first shows by itself whether the list moved; elsewhere two looks and the first page once more do.
		expect(simulator.statistics.requests.search).toBe(8 * 3 + 7 * 3);
	});
});
