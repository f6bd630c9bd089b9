import type { INodeParameters } from 'n8n-workflow';

import { LIMITS, TIMING } from '../../nodes/Companies/limits';
import type { FaultRule, Simulator } from '../simulator';
import { listSearch, loadOptions } from './harness';
import { credentialOf, hurry, run, runWell, simulate } from './support';

const { maxAnswerMs } = LIMITS;
const SLOW = 'Keepnet did not answer in time';

describe('The first byte of an answer', () => {
	let simulator: Simulator;
	let operations: Record<'search' | 'export' | 'get', INodeParameters>;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 200 });
		const [{ id }] = simulator.companies.all();
		operations = {
			search: { operation: 'search' },
			export: { operation: 'export' },
			get: { operation: 'get', companyId: { __rl: true, mode: 'id', value: id } },
		};
		await runWell(credentialOf(simulator), {});
		simulator.statistics.reset();
	});

	afterEach(() => {
		LIMITS.maxAnswerMs = maxAnswerMs;
	});

	const fail = async (operation: keyof typeof operations) =>
		(await run(credentialOf(simulator), operations[operation])).error;

	it.each([
		['search', 2],
		['export', 3],
		['get', 1],
	] as const)('is waited for as long as it may take: %s', async (operation, seconds) => {
		Object.assign(TIMING, {
			idleTimeoutMs: 600,
			firstByteOfListMs: 1600,
			firstByteOfFileMs: 2600,
		});
		simulator.faults.add({ kind: 'hang', times: Infinity });
		const error = await fail(operation);
		expect(error?.message).toBe(SLOW);
		expect(error?.description).toMatch(
			new RegExp(
				`^The node tried 2 times, and the last time no answer came within ${seconds} s\\. `,
			),
		);
	});

	it.each<[keyof typeof operations, string, FaultRule]>([
		['search', 'all of it', { kind: 'slow', ms: 1500 }],
		['search', 'all but the head', { kind: 'pause', ms: 1500 }],
		['export', 'all of it', { kind: 'slow', ms: 1500 }],
		['export', 'all but the head', { kind: 'pause', ms: 1500 }],
	])('may come later than the bytes after it: %s, %s', async (operation, _what, fault) => {
		Object.assign(TIMING, { idleTimeoutMs: 300 });
		simulator.faults.add({ ...fault, route: operation as 'search' | 'export' });
		await runWell(credentialOf(simulator), operations[operation]);
		expect(simulator.statistics.apiRequests).toBe(1);
	});

	it('may come later than an answer in JSON may end, if it is of a file', async () => {
		LIMITS.maxAnswerMs = 300;
		simulator.faults.add({ kind: 'slow', ms: 1000, route: 'export' });
		await runWell(credentialOf(simulator), operations.export);
		expect(simulator.statistics.apiRequests).toBe(1);
	});

	it.each(['search', 'export'] as const)(
		'is no reason to wait longer for the bytes after it: %s',
		async (operation) => {
			Object.assign(TIMING, { idleTimeoutMs: 600 });
			simulator.faults.add({ kind: 'hang', bytes: 600, times: Infinity });
			const error = await fail(operation);
			expect(error?.message).toBe(SLOW);
			expect(error?.description).toMatch(
				/^The node tried 2 times, and the last time the answer stopped for 1 s\. /,
			);
		},
	);

	describe('of a list of the editor', () => {
		const lists: Array<[string, () => Promise<unknown>]> = [
			['companies', async () => await listSearch('searchCompanies', options())],
			['industries', async () => await loadOptions('getIndustries', options())],
		];
		const options = () => ({ credential: credentialOf(simulator) });

		beforeEach(() => {
			Object.assign(TIMING, { editorTimeoutMs: 600 });
		});

		it.each(lists)('is not waited for as long: %s', async (_what, read) => {
			simulator.faults.add({ kind: 'hang', times: Infinity });
			await expect(read()).rejects.toMatchObject({
				message: SLOW,
				description: expect.stringMatching(
					/^The node tried once, and the list did not come within 1 s\. /,
				),
			});
			expect(simulator.statistics.apiRequests).toBe(1);
		});

		it.each(lists)('nor is a rate limit: %s', async (_what, read) => {
			simulator.faults.add({ kind: 'rateLimit', seconds: 30, times: Infinity });
			await expect(read()).rejects.toMatchObject({
				message: "Keepnet's rate limit did not clear in time",
			});
		});
	});
});
