import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import type { Fault } from '../simulator/faults/fault';
import {
	credentialOf,
	endSilence,
	hurry,
	run,
	runWell,
	simulate,
	type Credential,
} from './support';

hurry();

const LATENCY_MS = 100;

/** Each filter needs another list of names. */
const BY_NAMES = {
	licenseTypes: ['Custom'],
	industries: ['Retail'],
	contentVendors: ['NINJIO'],
};

describe('Requests that do not need each other', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeEach(async () => {
		simulator = await simulate({ companies: 20 });
		credential = credentialOf(simulator);
		await runWell(credential, {});
		simulator.statistics.reset();
		simulator.requests.length = 0;
		simulator.behaviour.latencyMs = LATENCY_MS;
	});

	const routes = () => simulator.requests.map(({ route }) => route);
	const atOnce = () => simulator.statistics.maxInFlight;

	const firstCompany = () =>
		simulator.companies.list().find(({ privacyDurationId }) => privacyDurationId !== 0)
			?.companyResourceId ?? '';
	const get = (value = firstCompany()) => ({
		operation: 'get',
		companyId: { __rl: true, mode: 'id', value },
	});

	it.each([
		['Search', { operation: 'search', output: 'full' }],
		['Summarize', { operation: 'summarize' }],
	])('%s: the first page and the license types at once', async (_, parameters) => {
		await runWell(credential, parameters);
		expect(routes().sort()).toEqual(['lookups', 'search']);
		expect(atOnce()).toBe(2);
	});

	it('Get: the company and the license types at once', async () => {
		await runWell(credential, get());
		expect(routes().sort()).toEqual(['details', 'lookups']);
		expect(atOnce()).toBe(2);
	});

	it('all lists of names at once, and the page after them', async () => {
		await runWell(credential, { filters: BY_NAMES });
		expect(routes()).toHaveLength(4);
		expect(routes()[3]).toBe('search');
		expect(atOnce()).toBe(3);
	});

	it.each([
		{ operation: 'search', output: 'full', filters: BY_NAMES },
		{ operation: 'summarize', filters: BY_NAMES },
	])('Concurrency 1: one after the other (%j)', async (parameters) => {
		await runWell(credential, { ...parameters, options: { concurrency: 1 } });
		expect(atOnce()).toBe(1);
	});

	it('the order of the parameters decides which error is shown, and not which one comes first', async () => {
		simulator.faults.add({ kind: 'slow', ms: 3 * LATENCY_MS, route: 'lookups' });
		const unknown = { industries: ['No such industry'], licenseTypes: ['No such type'] };
		const { error } = await run(credential, { filters: unknown });
		expect(routes()).toEqual(['lookups', 'lookups']);
		expect(error?.message).toContain('No such industry');
	});

	it.each(['search', 'details'] as const)(
		'an error of %s ends the run, whatever a list of names still waits for',
		async (route) => {
			endSilence();
			simulator.faults.add({ kind: 'hang', route: 'lookups', times: Infinity });
			simulator.faults.add({ kind: 'status', status: 403, route, times: Infinity });
			const parameters = route === 'search' ? { output: 'full' } : get();
			const { error } = await run(credential, parameters);
			expect(error).toBeDefined();
			expect(error?.message).not.toBe('Keepnet did not answer in time');
			await new Promise((resolve) => setTimeout(resolve, 2 * LATENCY_MS));
			expect(simulator.statistics.inFlight).toBe(0);
		},
	);

	describe('where Keepnet is down', () => {
		const down = async (fault: Fault, parameters: INodeParameters) => {
			simulator.behaviour.latencyMs = 0;
			simulator.faults.add({ ...fault, times: Infinity });
			return await run(credential, parameters);
		};

		it.each<Fault>([{ kind: 'reset' }, { kind: 'status', status: 503 }])(
			'one of two requests is repeated (%j)',
			async (fault) => {
				for (const parameters of [
					{ operation: 'search', output: 'full' },
					{ operation: 'summarize' },
					get(),
				]) {
					simulator.requests.length = 0;
					const { error } = await down(fault, parameters);
					expect(error?.description).toContain('The node tried 7 times');
					expect(routes().filter((route) => route !== 'lookups')).toHaveLength(7);
					expect(routes().filter((route) => route === 'lookups')).toHaveLength(1);
				}
			},
		);
	});

	it('a list of names is asked for again after the page', async () => {
		simulator.faults.add({ kind: 'reset', route: 'lookups', times: 6 });
		simulator.faults.add({ kind: 'reset', route: 'search', times: 2 });
		await runWell(credential, { output: 'full' });
		expect(routes().filter((route) => route === 'lookups')).toHaveLength(7);
	});

	it('a list of names that fails is an error of its own', async () => {
		simulator.faults.add({ kind: 'status', status: 500, route: 'lookups', times: Infinity });
		const { error } = await run(credential, { output: 'full' });
		expect(error).toBeDefined();
		expect(routes()).toContain('search');
	});
});
