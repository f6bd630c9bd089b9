import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { credentialOf, hintTexts, run, runWell, simulate } from './support';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await simulate({ companies: 60 });
});

beforeEach(() => {
	Object.assign(simulator.behaviour, usualBehaviour());
	simulator.faults.clear();
	simulator.statistics.reset();
});

/** The next request for the list is refused in these words. */
function refuseOnce(message: string): void {
	const body = { status: 'INPUT_ERROR', data: null, message };
	simulator.faults.add({ kind: 'status', status: 400, body, route: 'search' });
}

const byName = { filters: { companyName: 'Resort' }, sort: { orderBy: 'CompanyName' } };

describe('What Keepnet refuses is found out by asking, not from its words', () => {
	it('a value that reads like something else is not what they are about', async () => {
		simulator.behaviour.refusedFields = ['CompanyName'];
		refuseOnce("The value 'Resort' of CompanyName is not valid.");
		const { error } = await run(credentialOf(simulator), { operation: 'export', ...byName });
		expect(error?.message).toContain("'Company Name'");
		expect(error?.message).not.toContain('sort');
	});

	it('an order is requested by its other name and costs no filter', async () => {
		simulator.behaviour.orderByRefused = ['LicenseEndDate'];
		refuseOnce('orderBy must be one of CompanyName, CreateTime, RenewalDate, TargetUserCount.');
		const asked = { filters: { companyName: 'a' }, sort: { orderBy: 'LicenseEndDate' } };
		const result = await runWell(credentialOf(simulator), { operation: 'search', ...asked });
		expect(hintTexts(result)).toEqual([]);
		const last = simulator.requests.at(-1);
		expect(last?.body).toMatchObject({ orderBy: 'RenewalDate' });
		expect(JSON.stringify(last?.body)).toContain('CompanyName');
	});

	it.each<[string, INodeParameters]>([
		['search', { operation: 'search', returnAll: true }],
		['export', { operation: 'export' }],
	])(
		'a field that is filtered and sorted by is sorted by under its other name: %s',
		async (_name, asked) => {
			simulator.behaviour.orderByRefused = ['LicenseEndDate'];
			refuseOnce('LicenseEndDate is not supported.');
			const filters = { renewalAfter: '2020-01-01' };
			const sort = { orderBy: 'LicenseEndDate' };
			const result = await runWell(credentialOf(simulator), { ...asked, filters, sort });
			expect(hintTexts(result)).toEqual([]);
		},
	);

	it('the other name of the renewal date is the last order that is left', async () => {
		const orders = ['CompanyName', 'CreateTime', 'LicenseEndDate', 'TargetUserCount'];
		simulator.behaviour.orderByRefused = orders;
		const asked = { operation: 'search', returnAll: true };
		const result = await runWell(credentialOf(simulator), asked);
		expect(result.items.flat()).toHaveLength(60);
		expect(hintTexts(result)).toEqual([
			'Keepnet did not sort the companies as asked, so this node did.',
		]);
	});

	it('a refusal that passes and has no cause stops no list', async () => {
		refuseOnce('orderBy is wrong.');
		const asked = { operation: 'search', returnAll: true };
		const result = await runWell(credentialOf(simulator), asked);
		expect(result.items.flat()).toHaveLength(60);
		expect(hintTexts(result)).toEqual([]);
	});

	it.each([0, 1, 2, 3, 4])(
		'a failure that passes stops no list whose filter is refused: after %i requests',
		async (after) => {
			simulator.behaviour.filters = 'refuse';
			simulator.faults.add({ kind: 'status', status: 500, route: 'search', after, times: 2 });
			const asked = { operation: 'search', returnAll: true, filters: { usersMin: 1 } };
			const result = await runWell(credentialOf(simulator), asked);
			expect(result.json).not.toEqual([]);
			expect(hintTexts(result).join()).toContain('Keepnet did not filter by');
		},
	);

	it('a file is not requested again because of a filter', async () => {
		simulator.behaviour.filters = 'refuse';
		const { error } = await run(credentialOf(simulator), {
			operation: 'export',
			filters: { companyName: 'a' },
			sort: { orderBy: 'LicenseEndDate' },
			options: { filterMode: 'api' },
		});
		expect(error?.message).toContain("'Company Name'");
		expect(simulator.statistics.requests.export).toBe(1);
	});
});
