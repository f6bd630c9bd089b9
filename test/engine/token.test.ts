import type { Simulator } from '../simulator';
import { credentialOf, hurry, ids, run, runWell, simulate } from './support';

/** n8n keeps a token with the credential and goes on using it; the node must not take it for what it is not. */
describe('The stored token', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 120 });
	});

	const tokens = () => simulator.statistics.tokensIssued;

	it('is used again by the next execution', async () => {
		const credential = credentialOf(simulator);
		await runWell(credential, {});
		await runWell(credential, {});
		expect(tokens()).toBe(1);
	});

	it('is replaced before the first request when it belongs to another client', async () => {
		const credential = credentialOf(simulator);
		await runWell(credential, {});
		await credential.updateData({
			...(await credential.getData()),
			...simulator.clients.otherReseller,
		});
		const { items } = await runWell(credential, { returnAll: true });
		expect(new Set(ids(items[0]))).toEqual(
			new Set(simulator.otherCompanies.all().map(({ id }) => id)),
		);
		const senders = simulator.requests.filter(({ path }) => path.includes('search'));
		expect(senders.at(-1)?.clientId).toBe(simulator.clients.otherReseller.clientId);
		expect(simulator.statistics.statuses[401]).toBeUndefined();
	});

	it('is replaced once when it has expired', async () => {
		simulator.behaviour.tokenLifetimeSeconds = 1;
		const credential = credentialOf(simulator);
		await runWell(credential, {});
		simulator.behaviour.tokenLifetimeSeconds = 3600;
		simulator.statistics.reset();
		await runWell(credential, { returnAll: true, options: { pageSize: 10 } });
		expect(tokens()).toBe(1);
	});

	it('is replaced once when it is refused in the middle, for all requests in flight', async () => {
		simulator.behaviour.latencyMs = 20;
		simulator.faults.add({ kind: 'expireToken', route: 'search', pageNumber: 5 });
		const { json } = await runWell(credentialOf(simulator), {
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(new Set(json.map(({ companyId }) => companyId)).size).toBe(120);
		expect(tokens()).toBe(2);
	});

	it('with an old role is replaced once before a 403 is believed', async () => {
		const { clientId } = simulator.clients.reseller;
		simulator.setRole(clientId, 'Company Admin');
		const credential = credentialOf(simulator);
		const refused = await run(credential, {});
		expect(refused.error?.message).toBe('The client of this credential is not a Reseller');
		expect(tokens()).toBe(1);

		simulator.setRole(clientId, 'Reseller');
		const { json } = await runWell(credential, { returnAll: true });
		expect(json).toHaveLength(120);
		expect(tokens()).toBe(2);

		simulator.setRole(clientId, 'Company Admin');
		simulator.revokeTokens();
		expect((await run(credential, {})).status).toBe('error');
		expect(tokens()).toBe(3);
	});

	it('is fetched once for all input items', async () => {
		await runWell(credentialOf(simulator), {}, { items: [{}, {}, {}] });
		expect(tokens()).toBe(1);
	});

	it('is in no item, hint or stored execution', async () => {
		const credential = credentialOf(simulator);
		const { stored } = await runWell(credential, { returnAll: true, output: 'raw' });
		const data = await credential.getData();
		const { access_token: token } = data.oauthTokenData as { access_token: string };
		expect(token).toMatch(/^eyJ/);
		expect(stored).not.toContain(token);
		expect(stored).not.toContain(String(data.clientSecret));
	});
});
