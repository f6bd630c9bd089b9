import type { Simulator } from '../simulator';
import { industries, modules } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { credentialOf, hurry, run, simulate } from './support';

let simulator: Simulator;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 50 });
});

beforeEach(() => {
	Object.assign(simulator.behaviour, documentedBehaviour());
	simulator.faults.clear();
	simulator.statistics.reset();
});

function expiredToken({ clients }: Simulator): string {
	const claims = JSON.stringify({ client_id: clients.reseller.clientId, exp: 1 });
	return `x.${Buffer.from(claims).toString('base64url')}.y`;
}

const searchAll = async (parameters: Parameters<typeof run>[1]) =>
	await run(
		credentialOf(simulator),
		{ resource: 'company', operation: 'search', ...parameters },
		{ items: [{}, {}, {}], node: { continueOnFail: 'continueRegularOutput' } },
	);

test.each([
	['industries', { filters: { industries: industries[0].name } }],
	['products', { output: 'full' }],
])('a list that failed for one item is asked for again for the next: %s', async (_what, asked) => {
	simulator.faults.add({ kind: 'status', status: 500, route: 'lookups', times: 7 });
	const { json, items } = await searchAll(asked);
	const failed = items[0].filter(({ json: { error } }) => error !== undefined);
	expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(json.length).toBeGreaterThan(1);
	expect(simulator.statistics.requests.lookups).toBe(8);
});

test('a list that the client may not read is asked for once', async () => {
	simulator.behaviour.lookupForbidden = true;
	const { items } = await searchAll({ output: 'full' });
	expect(items[0].filter(({ json: { error } }) => error !== undefined)).toEqual([]);
	// Once more with a new token.
	expect(simulator.statistics.requests.lookups).toBe(2);
});

test('a token that is refused once does not make a list one that may not be read', async () => {
	const credential = credentialOf(simulator);
	await credential.updateData({ oauthTokenData: { access_token: expiredToken(simulator) } });
	simulator.faults.add({ kind: 'status', status: 403, route: 'token' });
	const { items } = await run(
		credential,
		{ operation: 'search', filters: { products: [modules[0].name] } },
		{ items: [{}, {}], node: { continueOnFail: 'continueErrorOutput' } },
	);
	expect(items[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	expect(items[1][0].json.error).not.toContain('may not read');
	expect(items[0].length).toBeGreaterThan(0);
});
