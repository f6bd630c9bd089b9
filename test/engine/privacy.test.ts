import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule, Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { createPoller, loadOptions, testCredential } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate, type Credential } from './support';
import { jsonOf, quietRow, scene } from './triggerSupport';

const ASK = 'Ask the company to allow access in its account privacy in Keepnet.';
const SAYS = `Keepnet says: "The company's privacy settings do not allow access."`;
const OF_LIST = 'The account privacy of a company denies access';
/** `privacyDurationId` as the API may send it, and what an item says. */
const DURATIONS: Array<[unknown, boolean | null]> = [
	[0, true],
	['0', true],
	[' 0 ', true],
	[1, false],
	[5, false],
	['3', false],
	[-1, false],
	[undefined, null],
	[null, null],
	['', null],
	['n/a', null],
	['always', null],
	[true, null],
	[{}, null],
];

const get = (value: string): INodeParameters => ({
	operation: 'get',
	companyId: { __rl: true, mode: 'id', value },
});

describe('A company whose account privacy lets nobody in', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeAll(async () => {
		hurry();
		simulator = await simulate({
			rows: [quietRow('closed', { privacyDurationId: 0 }), quietRow('open')],
		});
		credential = credentialOf(simulator);
	});

	beforeEach(() => {
		Object.assign(simulator.behaviour, usualBehaviour());
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	it.each([false, true])(
		'is told by Get, without a new token and whatever the keys are (%s)',
		async (capitalisedEnvelope) => {
			await runWell(credential, get('open'));
			simulator.statistics.reset();
			Object.assign(simulator.behaviour, { capitalisedEnvelope });
			const { error } = await run(credential, get('closed'));
			expect(error).toMatchObject({
				name: 'NodeApiError',
				message: 'The account privacy of this company denies access',
				description: `${ASK} Search still returns the company as the list shows it. ${SAYS}`,
				httpCode: '403',
				failure: { cause: 'configuration-invalid' },
			});
			expect(simulator.statistics.requests).toEqual({ details: 1 });
		},
	);

	it('is listed, and its item says so', async () => {
		const { json } = await runWell(credential, { output: 'full' });
		const denied = json.map(({ companyId, accessDenied }) => [companyId, accessDenied]);
		expect(Object.fromEntries(denied)).toEqual({ closed: true, open: false });
	});

	it('stops no other input item', async () => {
		const { json } = await run(credential, get('={{ $json.id }}'), {
			items: [{ id: 'closed' }, { id: 'open' }],
			node: { continueOnFail: 'continueRegularOutput' },
		});
		expect(json[0].error).toContain('denies access');
		// The details of the documented API do not say it.
		expect(json[1]).toMatchObject({ companyId: 'open', accessDenied: null });
	});

	it('is said by details that have it', async () => {
		simulator.faults.add({
			kind: 'alter',
			route: 'details',
			change: (body) => {
				const { data, ...rest } = body as { data: object };
				return { ...rest, data: { ...data, privacyDurationId: 3 } };
			},
		});
		expect((await runWell(credential, get('open'))).json[0]).toMatchObject({ accessDenied: false });
	});
});

describe('The field accessDenied', () => {
	const rows = DURATIONS.map(([privacyDurationId], index) => ({
		...quietRow(`c${index}`),
		privacyDurationId: privacyDurationId as number,
	}));
	const expected = DURATIONS.map(([, accessDenied], index) => [`c${index}`, accessDenied]);

	it.each([{ output: 'full' }, { output: 'selected', fields: ['accessDenied'] }])(
		'says whether access is denied, or nothing: %j',
		async (parameters) => {
			const simulator = await simulate({ rows, validateResponses: false });
			const result = await runWell(credentialOf(simulator), parameters);
			const said = result.json.map(({ companyId, accessDenied }) => [companyId, accessDenied]);
			expect(Object.fromEntries(said)).toEqual(Object.fromEntries(expected));
			expect(hintTexts(result)).toEqual([
				'Some values of 3 companies could not be read and are left empty: privacyDurationId.',
			]);
		},
	);

	it('is not simplified', async () => {
		const simulator = await simulate({ rows: [quietRow('a')] });
		expect((await runWell(credentialOf(simulator), {})).json[0]).not.toHaveProperty('accessDenied');
	});

	it('comes with the events of the trigger', async () => {
		const { simulator, poller } = await scene([quietRow('a')], { output: 'full' });
		await poller.activate();
		simulator.companies.insert(quietRow('b', { privacyDurationId: 0 }));
		expect(jsonOf(await poller.poll())).toMatchObject([{ companyId: 'b', accessDenied: true }]);
	});
});

describe('An answer about account privacy', () => {
	let simulator: Simulator;
	let credential: Credential;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 3 });
		credential = credentialOf(simulator);
	});

	const deny = (route: FaultRule['route'], httpStatus: number, message = 'No.') =>
		simulator.faults.add({
			kind: 'failedEnvelope',
			status: 'PRIVACY_ERROR',
			httpStatus,
			message,
			route,
			times: Infinity,
		});

	/** Without a word of roles; the same call is sent once. */
	const DENIED = { message: OF_LIST, description: `${ASK} Keepnet says: "No."` };

	describe.each([
		[403, false],
		[403, true],
		[200, false],
		[200, true],
	])('by HTTP %i, capitalised: %s', (httpStatus, capitalisedEnvelope) => {
		beforeEach(() => {
			Object.assign(simulator.behaviour, { capitalisedEnvelope });
		});

		it.each(['search', 'export', 'summarize'])('is told by %s', async (operation) => {
			const fault = deny('api', httpStatus);
			const { error } = await run(credential, { operation });
			expect(error).toMatchObject(DENIED);
			expect([fault.hits, simulator.statistics.tokensIssued]).toEqual([1, 1]);
		});

		it('is told by the trigger, which does not start', async () => {
			deny('search', httpStatus);
			const poller = await createPoller({ credential });
			await expect(poller.activate()).rejects.toMatchObject(DENIED);
		});

		it('is told by the lists of the editor', async () => {
			deny('lookups', httpStatus);
			const asked = loadOptions('getProducts', { credential });
			await expect(asked).rejects.toMatchObject(DENIED);
		});

		it('is told by the test of the credential', async () => {
			deny('search', httpStatus);
			expect(await testCredential({ credential })).toEqual({
				status: 'Error',
				message: `${OF_LIST}. ${ASK}`,
			});
		});

		it('closes the products like a role that may not read them', async () => {
			deny('lookups', httpStatus);
			const result = await runWell(credential, { output: 'full' });
			expect(result.json[0]).toMatchObject({ missingProducts: null });
			expect(hintTexts(result)).toContain(
				'This client may not read the license types, so owned and missing products are left empty.',
			);
			const { error } = await run(credential, { filters: { missingProducts: ['x'] } });
			expect(error?.message).toMatch(/^Companies cannot be selected by product, because this/);
		});
	});

	it('never reveals a secret', async () => {
		const { clientSecret } = simulator.clients.reseller;
		deny('search', 403, `secret ${clientSecret}`);
		const { error, stored } = await run(credential, {});
		expect(error).toMatchObject({
			message: OF_LIST,
			description: `${ASK} Keepnet says: "secret ***"`,
		});
		expect(stored).not.toContain(clientSecret);
	});
});
