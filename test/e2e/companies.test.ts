import { parse } from 'csv-parse/sync';
import type { INode, INodeParameters } from 'n8n-workflow';

import { companiesToCall, WHOM_TO_CALL } from '../engine/filtering/whomToCall';
import { CURRENT_N8N, installAndStart, type N8nServer, packPackage, PREVIOUS_N8N } from '../n8n';
import type { StoredCredential } from '../n8n/api';
import { modules, modulesOf, startSimulator, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { chain, companiesNode, start } from './workflow';

const SETTINGS = 'Company → Company Settings → REST API';

let packageTarball: string;

beforeAll(async () => {
	packageTarball = await packPackage();
});

/** The packed package, installed as a community package, in whole n8n servers. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('n8n %s', (version) => {
	let server: N8nServer;
	let simulator: Simulator;
	let credential: StoredCredential;

	beforeAll(async () => {
		simulator = await startSimulator({
			companies: 2500,
			behaviour: { ...usualBehaviour(), pageCap: 100 },
		});
		server = await installAndStart(version, packageTarball);
		credential = await credentialOf('reseller');
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await simulator?.close();
	});

	beforeEach(() => {
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	async function credentialOf(client: keyof Simulator['clients'], changes = {}) {
		const data = { baseUrl: simulator.url, ...simulator.clients[client], ...changes };
		return await server.createCredential(data);
	}

	async function runNodes(...nodes: INode[]) {
		const { id } = await server.createWorkflow(chain(start, ...nodes));
		return await server.runWorkflow(id);
	}

	const run = async (parameters: INodeParameters, by = credential) =>
		await runNodes(companiesNode('Companies', by, parameters));

	it('loads the package without a complaint', async () => {
		const types = await server.nodeTypes('n8n-nodes-keepnet-reseller');
		expect(types.map(({ name }) => name)).toContain('n8n-nodes-keepnet-reseller.companies');
		const complaints = server.log.split('\n').filter((line) => /keepnet/i.test(line));
		expect(complaints.filter((line) => /error|warn|fail/i.test(line))).toEqual([]);
	});

	describe('The credential test', () => {
		const test = async (client: keyof Simulator['clients'], changes = {}) =>
			await server.testCredential((await credentialOf(client, changes)).id);

		it('is successful for a Reseller, also with a path behind the Base URL', async () => {
			const good = { status: 'OK', message: 'Connection successful!' };
			expect(await test('reseller')).toEqual(good);
			expect(await test('reseller', { baseUrl: ` ${simulator.url}/api/ ` })).toEqual(good);
		});

		it('has a sentence for each of the other cases', async () => {
			expect((await test('companyAdmin')).message).toBe(
				`The client of this credential is not a Reseller. In Keepnet, open ${SETTINGS} and set Client Role to Reseller.`,
			);
			expect((await test('blocked')).message).toContain('IP address');
			expect((await test('failing')).message).toContain('(FAILED)');
			const wrong = await test('reseller', { clientSecret: 'wrong' });
			expect(wrong).toMatchObject({
				status: 'Error',
				message: expect.stringContaining('Client authentication failed'),
			});
			const unreachable = await test('reseller', { baseUrl: 'http://127.0.0.1:9' });
			expect(unreachable).toMatchObject({
				status: 'Error',
				message: 'The service refused the connection - perhaps it is offline',
			});
		});

		it('lets no token follow to another host', async () => {
			const other = await startSimulator({ companies: 1, behaviour: usualBehaviour() });
			const headers = { location: `${other.url}/api/companies/search` };
			simulator.faults.add({ kind: 'status', status: 307, body: '', headers, times: Infinity });
			const { status, message } = await test('reseller');
			expect([status, other.requests]).toEqual(['Error', []]);
			expect(message).toMatch(/The Base URL (may point|points) elsewhere/);
			await other.close();
		});
	});

	it('finds every company once although the server caps the pages', async () => {
		const execution = await run({
			operation: 'search',
			returnAll: true,
			options: { pageSize: 1000 },
		});
		const ids = execution.items('Companies').map(({ json }) => json.companyId);
		expect(ids).toHaveLength(2500);
		expect(new Set(ids)).toEqual(new Set(simulator.companies.all().map(({ id }) => id)));
	});

	it.each(['ignore', 'refuse'] as const)(
		'gives whom to call this week where the server does with filters: %s',
		async (filters) => {
			Object.assign(simulator.behaviour, { filters, ignoredFields: ['LicenseEndDate'] });
			const wanted = companiesToCall(simulator);
			const execution = await run(WHOM_TO_CALL);
			simulator.behaviour.filters = 'apply';
			const items = execution.items('Companies').map(({ json }) => json);
			expect(items.map(({ companyId }) => companyId).sort()).toEqual(wanted.sort());
			const days = items.map(({ daysToRenewal }) => Number(daysToRenewal));
			expect(days).toEqual([...days].sort((left, right) => left - right));
			expect(items.length).toBeGreaterThan(5);
		},
	);

	it('lists who lacks a product that can be sold, also of custom licenses', async () => {
		const [, , vishing] = modules;
		const lacking = simulator.companies
			.list()
			.filter((row) => row.licenseTypeResourceId !== null && !modulesOf(row).includes(vishing));
		const execution = await run({
			operation: 'search',
			segment: 'missingProduct',
			productsToSell: [vishing.name],
			returnAll: true,
			output: 'selected',
			fields: ['licenseType', 'missingProducts', 'targetUsers'],
		});
		const items = execution.items('Companies').map(({ json }) => json);
		expect(items.map(({ companyId }) => companyId).sort()).toEqual(
			lacking.map((row) => row.companyResourceId).sort(),
		);
		expect(items.map(({ licenseType }) => licenseType)).toContain('Custom');
		for (const { missingProducts } of items) expect(missingProducts).toContain(vishing.name);
		const users = items.map(({ targetUsers }) => Number(targetUsers));
		expect(users).toEqual([...users].sort((left, right) => right - left));
	});

	it('exports what the server sent, byte for byte', async () => {
		const starts = { csv: '', excel: 'PK', pdf: '%PDF' };
		for (const [fileFormat, startsWith] of Object.entries(starts)) {
			const execution = await run({ operation: 'export', fileFormat });
			const [{ binary, json }] = execution.items('Companies');
			const file = Buffer.from(await server.downloadBinary(String(binary?.data.id)));
			expect(file.equals(simulator.lastExport ?? Buffer.alloc(0))).toBe(true);
			expect(json.fileSize).toBe(file.length);
			expect(file.toString('latin1', 0, 4)).toContain(startsWith);
			if (fileFormat === 'csv') expect(parse(file, { bom: true })).toHaveLength(2501);
		}
	});

	it('looks up one company, and sums up all of them', async () => {
		const [{ id, row }] = simulator.companies.all();
		const companyId = { __rl: true, mode: 'id', value: id };
		const got = await run({ operation: 'get', companyId });
		expect(got.items('Companies')[0].json).toMatchObject({
			companyId: id,
			companyName: row.companyName,
		});
		const sums = (await run({ operation: 'summarize' })).items('Companies');
		expect(sums[0].json.companies).toBe(2500);
	});

	it('fetches one new token when the stored one is refused', async () => {
		await run({ operation: 'search' });
		simulator.revokeTokens();
		simulator.statistics.reset();
		const execution = await run({ operation: 'search', returnAll: true });
		expect(execution.items('Companies')).toHaveLength(2500);
		expect(simulator.statistics.tokensIssued).toBe(1);
	});

	it.each([{ status: 'FAILED' }, { access_token: null }, { access_token: {} }])(
		'asks for another token where the answer has none: %j',
		async (body) => {
			simulator.faults.add({ kind: 'status', status: 200, body, route: 'token' });
			const fresh = await credentialOf('reseller');
			const execution = await run({ operation: 'search', returnAll: true }, fresh);
			expect(execution.items('Companies')).toHaveLength(2500);
		},
	);

	it('replaces tokens as often as they are revoked', async () => {
		for (let count = 1; count <= 5; count++) {
			simulator.faults.add({ kind: 'expireToken', route: 'search', after: 8 * count });
		}
		const execution = await run({ operation: 'search', returnAll: true });
		expect(execution.items('Companies')).toHaveLength(2500);
		expect(simulator.faults.pending).toBeLessThan(5);
	});

	it('says what is wrong with the role, and works once it is corrected', async () => {
		const { clientId } = simulator.clients.otherReseller;
		const other = await credentialOf('otherReseller');
		simulator.setRole(clientId, 'Company Admin');
		const refused = await run({ operation: 'search' }, other);
		expect(refused.status).toBe('error');
		expect(refused.error).toMatchObject({
			message: 'The client of this credential is not a Reseller',
		});
		simulator.setRole(clientId, 'Reseller');
		expect((await run({ operation: 'search' }, other)).status).toBe('success');
	});

	it('goes on to the next node with continue on fail, and links the items', async () => {
		const node = companiesNode(
			'Companies',
			await credentialOf('companyAdmin'),
			{ operation: 'search' },
			{ onError: 'continueRegularOutput' },
		);
		const execution = await runNodes(node);
		expect(execution.items('Companies')).toEqual([
			{
				json: { error: expect.stringContaining('set Client Role to Reseller') },
				pairedItem: { item: 0 },
			},
		]);
	});
});
