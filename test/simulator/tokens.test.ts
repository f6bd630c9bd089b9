import axios from 'axios';
import { decodeJwt } from 'jose';
import { responseProblems, startSimulator, type Simulator } from './index';
import { connect, requestToken, search } from './testing/client';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ companies: 20 });
});

afterEach(async () => await simulator.close());

const tokenUrl = () => `${simulator.url}/connect/token`;
const anyStatus = { validateStatus: () => true };

test('a token answer fits the description and the token carries the documented claims', async () => {
	const { status, data } = await requestToken(simulator);
	expect(status).toBe(200);
	expect(await responseProblems('requestToken', data)).toEqual([]);
	const claims = decodeJwt(String(data.access_token));
	expect(claims).toMatchObject({
		client_id: simulator.clients.reseller.clientId,
		role: 'Reseller',
		reseller_access: 'true',
		scope: ['api1'],
		user_company_name: 'CyberShield MSSP',
		user_company_resourceid: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
	});
	expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
	expect(data.expires_in).toBe(3600);
});

test.each(['clientId', 'clientSecret'] as const)('a wrong %s is invalid_client', async (part) => {
	const { clientId, clientSecret } = simulator.clients.reseller;
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: part === 'clientId' ? 'wrong' : clientId,
		client_secret: part === 'clientSecret' ? 'wrong' : clientSecret,
		scope: 'api1',
	});
	const { status, data } = await axios.post<unknown>(tokenUrl(), form, anyStatus);
	expect([status, data]).toEqual([400, { error: 'invalid_client' }]);
	expect(simulator.statistics).toMatchObject({ tokensIssued: 0, tokensRefused: 1 });
	simulator.behaviour.invalidClientStatus = 401;
	expect((await axios.post<unknown>(tokenUrl(), form, anyStatus)).status).toBe(401);
});

test('credentials in JSON are a server error, a wrong grant is not', async () => {
	const { clientId, clientSecret } = simulator.clients.reseller;
	const body = { grant_type: 'password', client_id: clientId, client_secret: clientSecret };
	expect((await axios.post(tokenUrl(), body, anyStatus)).status).toBe(500);
	expect((await axios.post(tokenUrl(), new URLSearchParams(body), anyStatus)).status).toBe(400);
});

test('no token, a forged token and a token of another simulator are 401', async () => {
	const other = await startSimulator({ companies: 1 });
	const foreign = await requestToken(other);
	await other.close();
	const own = String((await requestToken(simulator)).data.access_token);
	const forged = `${own.slice(0, -3)}AAA`;
	for (const token of ['', forged, String(foreign.data.access_token)]) {
		const { status } = await axios.get(`${simulator.url}/api/companies/my`, {
			...anyStatus,
			headers: { authorization: `Bearer ${token}` },
		});
		expect(status).toBe(401);
	}
});

test('a token dies when its time is over, whatever expires_in said', async () => {
	Object.assign(simulator.behaviour, { tokenLifetimeSeconds: 1, tokenExpiresIn: 3600 });
	const { data } = await requestToken(simulator);
	expect(data.expires_in).toBe(3600);
	const client = await connect(simulator);
	await new Promise((resolve) => setTimeout(resolve, 1100));
	expect((await search(client)).status).toBe(401);
});

test('revoked tokens are dead, new ones work', async () => {
	const client = await connect(simulator);
	expect((await search(client)).status).toBe(200);
	simulator.revokeTokens();
	expect((await search(client)).status).toBe(401);
	simulator.behaviour.deadTokenStatus = 403;
	expect((await search(client)).status).toBe(403);
	expect((await search(await connect(simulator))).status).toBe(200);
});

test('a changed secret is needed for the next token', async () => {
	const { clientId, clientSecret } = simulator.clients.reseller;
	simulator.setSecret(clientId, 'new-secret');
	expect((await requestToken(simulator)).status).toBe(200);
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
		scope: 'api1',
	});
	expect((await axios.post(tokenUrl(), form, anyStatus)).status).toBe(400);
});
