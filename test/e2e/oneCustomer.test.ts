import type { INode, INodeParameters } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../../nodes/Companies/transport/credential';
import { readExample } from '../demo/example';
import {
	CURRENT_N8N,
	installAndStart,
	packPackage,
	PREVIOUS_N8N,
	type Execution,
	type N8nServer,
	type StoredCredential,
} from '../n8n';
import { selfSignedCertificate } from '../simulator/http/certificate';
import { startSimulator, type CompanyRow, type Simulator } from '../simulator';
import { campaignsOf } from '../simulator/tenant/campaigns';
import { usualBehaviour } from '../usualBehaviour';
import { chain, companiesNode, start } from './workflow';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

let packageTarball: string;
/** HTTP Request as the example has it. */
let exampleNode: INode;

beforeAll(async () => {
	packageTarball = await packPackage();
	const { nodes } = await readExample('act-for-one-customer.json');
	[exampleNode] = nodes.filter(({ type }) => type === HTTP_REQUEST);
});

/** What a user does for one customer: Get by name, and other parts of Keepnet through n8n's HTTP Request. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('One customer in n8n %s', (version) => {
	let server: N8nServer;
	let simulator: Simulator;
	let credential: StoredCredential;
	let customers: Array<Readonly<CompanyRow>>;

	beforeAll(async () => {
		simulator = await startSimulator({ companies: 250, behaviour: usualBehaviour() });
		server = await installAndStart(version, packageTarball);
		credential = await credentialFor(simulator);
		const open = simulator.companies.list().filter((row) => row.privacyDurationId !== 0);
		customers = open.slice(0, 3);
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await simulator?.close();
	});

	beforeEach(() => {
		simulator.behaviour.deadTokenStatus = 401;
		simulator.statistics.reset();
	});

	const credentialFor = async ({ url, clients }: Simulator, changes = {}) =>
		await server.createCredential({ baseUrl: url, ...clients.reseller, ...changes });

	async function run(...nodes: INode[]): Promise<Execution> {
		const { id } = await server.createWorkflow(chain(start, ...nodes));
		return await server.runWorkflow(id);
	}

	/** A node that gives the customers as a search would, without asking Keepnet for them. */
	function listed(ids = customers.map(({ companyResourceId }) => companyResourceId)): INode {
		const items = ids.map((companyId) => ({ companyId }));
		return {
			...start,
			id: 'customers',
			name: 'Customers',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			parameters: { jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))}` },
		};
	}

	/** HTTP Request as the example has it, without the pauses, and stopping where a request fails. */
	function httpRequest(by = credential, { url } = simulator): INode {
		const { parameters } = exampleNode;
		const path = new URL(String(parameters.url)).pathname;
		return {
			...exampleNode,
			onError: 'stopWorkflow',
			parameters: { ...parameters, url: url + path, options: {} },
			credentials: { [CREDENTIAL_NAME]: { id: by.id, name: by.name } },
		};
	}

	const get = (value: string): INode =>
		companiesNode('Get', credential, {
			operation: 'get',
			companyId: { __rl: true, mode: 'name', value } as INodeParameters,
		});

	describe('Get by name', () => {
		it('finds the one company of a name, whatever its case, accents and spaces', async () => {
			const { companyResourceId } = simulator.companies.insert({ companyName: 'Über  Ölçü Ltd' });
			for (const name of ['Über Ölçü Ltd', ' ÜBER ÖLÇÜ LTD', 'uber olcu ltd']) {
				const [item] = (await run(get(name))).items('Get');
				expect(item.json).toMatchObject({
					companyId: companyResourceId,
					companyName: 'Über  Ölçü Ltd',
				});
			}
			simulator.companies.remove(companyResourceId);
		});

		it('says which names are near, and which companies share a name', async () => {
			const twins = [1, 2].map(() => simulator.companies.insert({ companyName: 'Twin Towers' }));
			const near = await run(get('Twin Tower'));
			expect(near.error).toMatchObject({
				message: 'No company has the name "Twin Tower"',
				description: expect.stringContaining('"Twin Towers"'),
			});
			const several = await run(get('twin towers'));
			expect(several.error?.message).toBe('Several companies have the name "twin towers"');
			for (const { companyResourceId } of twins) {
				expect(several.error?.description).toContain(companyResourceId);
				simulator.companies.remove(companyResourceId);
			}
		});
	});

	describe('HTTP Request with the credential of this package', () => {
		const totals = (execution: Execution) =>
			execution
				.items(exampleNode.name)
				.map(({ json }) => (json.data as { totalNumberOfRecords: number }).totalNumberOfRecords);

		const wanted = () => customers.map((row) => campaignsOf(row.companyResourceId).length);

		it('is offered for it', async () => {
			const types = await server.credentialTypes();
			const ours = types.find(({ name }) => name === CREDENTIAL_NAME);
			expect(ours?.extends).toContain('oAuth2Api');
			expect(ours?.properties.map(({ name }) => name)).toContain('allowedHttpRequestDomains');
		});

		it('asks for each customer by itself, with its first token', async () => {
			const execution = await run(listed(), httpRequest(await credentialFor(simulator)));
			expect(totals(execution)).toEqual(wanted());
		});

		it('gets a new token after the stored one has ended', async () => {
			await run(listed(), httpRequest());
			simulator.revokeTokens();
			simulator.statistics.reset();
			expect(totals(await run(listed(), httpRequest()))).toEqual(wanted());
			expect(simulator.statistics.tokensIssued).toBeGreaterThan(0);
			simulator.statistics.reset();
			expect(totals(await run(listed(), httpRequest()))).toEqual(wanted());
			expect(simulator.statistics.tokensIssued).toBe(0);
		});

		it('gets none where the end of a token is told by 403, unless a node of this package does', async () => {
			await run(listed(), httpRequest());
			simulator.behaviour.deadTokenStatus = 403;
			simulator.revokeTokens();
			const alone = await run(listed(), httpRequest());
			expect(alone.error?.message).toMatch(/Forbidden/);
			expect(simulator.statistics.tokensIssued).toBe(0);
			const search = companiesNode('Search', credential, { operation: 'search', limit: 1 });
			const after = await run({ ...search, executeOnce: true }, listed(), httpRequest());
			expect(totals(after)).toEqual(wanted());
		});

		it('goes on as the old client after its ID was changed, unless a node of this package runs first', async () => {
			const changed = await credentialFor(simulator);
			await run(listed(), httpRequest(changed));
			const { clientId, clientSecret } = simulator.clients.otherReseller;
			await server.updateCredential(changed.id, {
				baseUrl: simulator.url,
				clientId,
				clientSecret,
			});
			expect(totals(await run(listed(), httpRequest(changed)))).toEqual(wanted());
			const search = companiesNode('Search', changed, { operation: 'search', limit: 1 });
			const after = await run(search, listed(), httpRequest(changed));
			expect(after.error?.message).toMatch(/Forbidden/);
		});

		it('is refused for a customer whose account privacy denies access', async () => {
			const [{ companyResourceId: id, privacyDurationId }] = customers;
			simulator.companies.update(id, { privacyDurationId: 0 });
			const node: INode = { ...httpRequest(), onError: 'continueRegularOutput' };
			const execution = await run(listed(), node);
			simulator.companies.update(id, { privacyDurationId });
			const items = execution.items(exampleNode.name).map(({ json }) => json);
			expect(items.map((json) => json.error !== undefined)).toEqual([true, false, false]);
			expect(JSON.stringify(items[0])).toContain('privacy');
		});

		it('sends the token to the allowed domains alone; n8n 1.x restricts redirects only', async () => {
			const allowed = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };
			const restricted = await credentialFor(simulator, allowed);
			expect(totals(await run(listed(), httpRequest(restricted)))).toEqual(wanted());
			const other = { ...allowed, allowedDomains: 'api.keepnetlabs.com' };
			const foreign = await credentialFor(simulator, other);
			simulator.statistics.reset();
			const execution = await run(listed(), httpRequest(foreign));
			const sent = simulator.statistics.requests.campaigns ?? 0;
			if (version === PREVIOUS_N8N) expect(totals(execution)).toEqual(wanted());
			else expect([execution.status, sent]).toEqual(['error', 0]);
		});

		it('ignores a certificate where the credential says so', async () => {
			const tls = await selfSignedCertificate();
			const secure = await startSimulator({
				rows: [...simulator.companies.list()],
				behaviour: usualBehaviour(),
				tls,
			});
			const trusting = await credentialFor(secure, { ignoreSSLIssues: true });
			expect(totals(await run(listed(), httpRequest(trusting, secure)))).toEqual(wanted());
			const strict = await credentialFor(secure);
			expect((await run(listed(), httpRequest(strict, secure))).status).toBe('error');
			await secure.close();
		});
	});
});
