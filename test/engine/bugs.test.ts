import type { INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { toNodeError } from '../../nodes/Companies/errors/nodeError';
import type { Simulator } from '../simulator';
import { createPoller, listSearch, loadOptions } from './harness';
import { credentialOf, hurry, run, runWell, simulate } from './support';

/** A mistake that somebody will make one day in the code of this package: thrown in three of its functions. */
let bug: (() => never) | undefined;

function mockWithBug<T extends Record<string, unknown>>(actual: T, name: keyof T): T {
	const original = actual[name] as (...values: unknown[]) => unknown;
	return { ...actual, [name]: (...values: unknown[]) => (bug ? bug() : original(...values)) };
}

jest.mock('../../nodes/Companies/company/rawCompany', () =>
	mockWithBug(jest.requireActual('../../nodes/Companies/company/rawCompany'), 'companyIdOf'),
);
jest.mock('../../nodes/Companies/api/readLookups', () =>
	mockWithBug(jest.requireActual('../../nodes/Companies/api/readLookups'), 'readLookupEntries'),
);
jest.mock('../../nodes/Companies/output/file/peek', () =>
	mockWithBug(jest.requireActual('../../nodes/Companies/output/file/peek'), 'peek'),
);

const BUG = 'The Keepnet node has a bug';
const REPORT =
	/^Please report it at https:\/\/github\.com\/n8n-nodes-keepnet-reseller\/n8n-nodes-keepnet-reseller\/issues with the settings of the node and this text: /;

const BUGS: Array<[string, () => never]> = [
	['TypeError', () => (undefined as unknown as { rows: never }).rows],
	['RangeError', () => 'x'.repeat(-1) as never],
	['ReferenceError', () => eval('neverDeclared') as never],
	['SyntaxError', () => JSON.parse('{') as never],
];

const byId: INodeParameters = {
	operation: 'get',
	companyId: { __rl: true, mode: 'id', value: 'any' },
};

let simulator: Simulator;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 30 });
	const [{ id }] = simulator.companies.all();
	byId.companyId = { __rl: true, mode: 'id', value: id };
});

beforeEach(() => {
	bug = undefined;
	simulator.statistics.reset();
});

describe.each(BUGS)('A %s in our own code', (name, thrown) => {
	it.each<[string, INodeParameters, string]>([
		['search', { returnAll: true }, 'search'],
		['summarize', { operation: 'summarize' }, 'search'],
		['get', byId, 'details'],
		['export', { operation: 'export' }, 'export'],
	])('is told at once: %s', async (_operation, parameters, route) => {
		bug = thrown;
		const { error, stored } = await run(credentialOf(simulator), parameters);
		expect(error?.message).toBe(BUG);
		expect(error?.description).toMatch(REPORT);
		expect(error?.description).toContain(`${name}: `);
		expect(stored).not.toContain('eyJ');
		expect(simulator.statistics.requests[route as 'search']).toBe(1);
	});

	it('is told in the editor', async () => {
		bug = thrown;
		const credential = credentialOf(simulator);
		const expected = { message: BUG, description: expect.stringMatching(REPORT) as unknown };
		await expect(listSearch('searchCompanies', { credential })).rejects.toMatchObject(expected);
		await expect(loadOptions('getIndustries', { credential })).rejects.toMatchObject(expected);
		expect(simulator.statistics.apiRequests).toBe(2);
	});

	it('is reported by the trigger, which goes on once it is fixed', async () => {
		const poller = await createPoller({
			credential: credentialOf(simulator),
			node: { parameters: { events: ['companyCreated'] } },
		});
		await poller.activate();
		bug = thrown;
		const expected = { message: BUG, description: expect.stringMatching(REPORT) as unknown };
		await expect(poller.poll()).rejects.toMatchObject(expected);
		expect((await poller.test()).error).toMatchObject({ message: BUG });
		bug = undefined;
		expect(await poller.poll()).toBeNull();
	});

	it('fails one input item only, under On Error: Continue', async () => {
		bug = thrown;
		const { json } = await run(credentialOf(simulator), byId, {
			items: [{}, {}],
			node: { continueOnFail: 'continueRegularOutput' },
		});
		expect(json).toHaveLength(2);
		expect(json[0].error).toContain(BUG);
	});
});

it('What n8n itself throws is passed on unchanged', async () => {
	const node = { name: 'Node' } as never;
	const theirs = new NodeOperationError(node, 'Node does not have any credentials set');
	expect(toNodeError(node, theirs, 'companies')).toBe(theirs);
	const inCore = new TypeError('their own');
	inCore.stack =
		'TypeError: their own\n    at f (/usr/lib/node_modules/n8n/node_modules/n8n-core/dist/a.js:1:2)';
	expect(toNodeError(node, inCore, 'companies').message).toBe('their own');
	expect(toNodeError(node, new Error('No credential "x"'), 'companies').message).toBe(
		'No credential "x"',
	);
});

it('Half of an envelope is not a bug', async () => {
	simulator.faults.add({ kind: 'unparsable', route: 'search' });
	expect((await runWell(credentialOf(simulator), { returnAll: true })).json).toHaveLength(30);
});
