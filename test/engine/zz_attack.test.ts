import { Throttle } from '../../nodes/Companies/client/throttle';
import { credentialOf, hintTexts, hurry, run, simulate } from './support';
import type { Simulator } from '../simulator';

const GO_ON = { continueOnFail: 'continueRegularOutput' } as never;
const jwt = (claims: object) =>
	['x', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'y'].join('.');
const show = (name: string, value: unknown) =>
	process.stdout.write(`\n## ${name}: ${JSON.stringify(value)}\n`);

let simulator: Simulator;
beforeEach(async () => {
	hurry();
	simulator = await simulate({ companies: 30 });
});

const brief = (r: any) => ({
	error: r.error?.message,
	n: r.json?.length,
	errors: r.json?.filter((j: any) => j.error).map((j: any) => j.error),
	hints: r.hints && hintTexts(r),
});

it('T1 outage, then success without data', async () => {
	simulator.faults.add({ kind: 'reset', route: 'search', times: 7 });
	simulator.faults.add({ kind: 'status', status: 200, body: { status: 'SUCCESS', data: null }, route: 'search', after: 0, times: 1 });
	show('T1', brief(await run(credentialOf(simulator), { returnAll: true }, { items: [{}, {}], node: GO_ON })));
	show('T1 requests', simulator.statistics.requests);
});
it('T1 control', async () => {
	simulator.faults.add({ kind: 'status', status: 200, body: { status: 'SUCCESS', data: null }, route: 'search', times: 1 });
	show('T1c', brief(await run(credentialOf(simulator), { returnAll: true }, { items: [{}, {}], node: GO_ON })));
});
it('T1b outage, then truncated export', async () => {
	simulator.faults.add({ kind: 'reset', route: 'export', times: 7 });
	simulator.faults.add({ kind: 'truncate', route: 'export', bytes: 500, times: 1 });
	show('T1b', brief(await run(credentialOf(simulator), { operation: 'export' }, { items: [{}, {}], node: GO_ON })));
});
it('T1d outage of the API, then a token server in trouble once', async () => {
	const credential = credentialOf(simulator);
	const { clientId } = simulator.clients.reseller;
	await credential.updateData({ oauthTokenData: { access_token: jwt({ client_id: clientId, exp: 1 }) } } as never);
	simulator.faults.add({ kind: 'reset', route: 'token', times: 7 });
	simulator.faults.add({ kind: 'status', status: 503, route: 'token', times: 1 });
	show('T1d', brief(await run(credential, { returnAll: true }, { items: [{}, {}], node: GO_ON })));
	show('T1d requests', simulator.statistics.requests);
});
it('T2 own date format contradicts', async () => {
	const rows = simulator.companies.all?.() ?? [];
	const id = String((rows[0] as any).companyResourceId ?? (rows[0] as any).id);
	for (const dateFormat of ['YYYY/MM/DD', 'DD/MM/YYYY']) {
		const body = { status: 'SUCCESS', data: { resourceId: id, name: 'Acme', dateFormat, licenseStartDate: '01/02/2025 00:00', licenseEndDate: '03/04/2027 00:00', isNumberOfUsersLimited: true, numberOfUsers: 10, targetUserCount: 5 } };
		simulator.faults.add({ kind: 'status', status: 200, body, route: 'any', after: simulator.requests.length === 0 ? 1 : 0, times: 1 });
		const r: any = await run(credentialOf(simulator), { operation: 'get', companyId: { __rl: true, mode: 'id', value: id } });
		show('T2 ' + dateFormat, { ...brief(r), renewal: r.json?.[0]?.renewalDate, start: r.json?.[0]?.licenseStartDate });
	}
});
it('T3 refusal that echoes the value', async () => {
	const body = { status: 'INPUT_ERROR', data: null, message: "The value 'Resort' of CompanyName is not valid." };
	simulator.faults.add({ kind: 'status', status: 400, body, route: 'search', times: 1 });
	show('T3', brief(await run(credentialOf(simulator), { operation: 'export', filters: { companyName: 'Resort' }, sort: { orderBy: 'CompanyName' } })));
});
it('T5 stale token, token server 403 once, product filter', async () => {
	for (const stale of [true, false]) {
		const credential = credentialOf(simulator);
		const { clientId } = simulator.clients.reseller;
		if (stale) await credential.updateData({ oauthTokenData: { access_token: jwt({ client_id: clientId, exp: 1 }) } } as never);
		simulator.faults.add({ kind: 'status', status: 403, route: 'token', times: 1 });
		show('T5 stale=' + stale, brief(await run(credential, { returnAll: true, filters: { products: ['Phishing Simulator'] } }, { items: [{}, {}], node: GO_ON })));
	}
});
it('T4 clock', async () => {
	const throttle = new Throttle(10);
	const task = async () => await new Promise<void>((r) => setTimeout(r, 40));
	await throttle.run(task, () => false);
	await throttle.run(task, () => false);
	const real = Date.now;
	const spy = jest.spyOn(Date, 'now').mockImplementation(() => real() - 3_600_000);
	const done = await Promise.race([
		throttle.run(task, () => false).then(() => 'ran'),
		new Promise((r) => setTimeout(() => r('still waiting after 1.5 s'), 1500)),
	]);
	spy.mockRestore();
	show('T4', done);
});
it('T6 spacing is lost after one quick failure', async () => {
	const starts: number[] = [];
	const throttle = new Throttle(10);
	const slow = async () => { starts.push(Date.now()); await new Promise<void>((r) => setTimeout(r, 400)); };
	await throttle.run(slow, () => false);
	await Promise.all(Array.from({ length: 6 }, async () => await throttle.run(slow, () => false)));
	const spread = starts[6] - starts[1];
	starts.length = 0;
	await throttle.run(async () => 'a 429 within a millisecond', () => false);
	await Promise.all(Array.from({ length: 6 }, async () => await throttle.run(slow, () => false)));
	show('T6', { spread, after: starts[5] - starts[0] });
});
