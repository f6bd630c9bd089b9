import { parse } from 'csv-parse/sync';
import { readdirSync } from 'node:fs';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeExecutionData, IPinData } from 'n8n-workflow';
import { CREDENTIAL_NAME } from '../../nodes/Companies/transport/credential';
import { EXAMPLES_FOLDER, readExample, withCredential } from '../demo/example';
import {
	CURRENT_N8N,
	type Execution,
	installAndStart,
	type N8nServer,
	packPackage,
	PREVIOUS_N8N,
	type StoredCredential,
} from '../n8n';
import { startSimulator, type Simulator } from '../simulator';
import { campaignsOf } from '../simulator/tenant/campaigns';
import { startLanguageModel, type LanguageModel } from './examplesModel';
import { withKnownValues, PROBE, withProbe } from './examplesProbe';

const QUESTION = { sessionId: 's', action: 'sendMessage', chatInput: 'Who is over the limit?' };

let packageTarball: string;

beforeAll(async () => {
	packageTarball = await packPackage();
});

/** Every workflow of `examples/`, imported and executed in whole n8n servers up to the pinned node at its end. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('The examples in n8n %s', (version) => {
	let server: N8nServer;
	let simulator: Simulator;
	let model: LanguageModel;
	let ours: StoredCredential;
	let openAi: StoredCredential;

	beforeAll(async () => {
		simulator = await startSimulator({ companies: 250 });
		model = await startLanguageModel({
			tool: 'Find_Companies',
			values: { Segment: 'overLimit', Limit: 3, Company_Name: '' },
		});
		server = await installAndStart(version, packageTarball);
		ours = await server.createCredential({
			baseUrl: simulator.url,
			...simulator.clients.reseller,
		});
		openAi = await server.createCredential({ apiKey: 'none', url: model.url }, 'openAiApi');
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await simulator?.close();
		model?.close();
	});

	const withModel = (node: INode): INode =>
		node.type.endsWith('.lmChatOpenAi') ? { ...node, credentials: { openAiApi: openAi } } : node;

	async function run(file: string, pinned: IPinData = {}): Promise<Execution> {
		const credentials = { [CREDENTIAL_NAME]: ours };
		const example = withProbe(
			withCredential(await readExample(`${file}.json`), credentials, simulator.url),
		);
		const nodes = example.nodes.map(withModel);
		const trigger = nodes.find(({ type }) => /Trigger$/.test(type))?.name;
		const pinData = { ...example.pinData, ...pinned };
		const { id } = await server.createWorkflow({ ...example, nodes, pinData });
		const execution = await server.runWorkflow(id, { trigger });
		expect(execution.error?.message).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	}

	const values = (items: INodeExecutionData[]) => items.map(({ json }) => json);

	it('are made of nodes, versions and parameters that this n8n has', async () => {
		const types = await server.nodeTypes();
		for (const file of readdirSync(EXAMPLES_FOLDER)) {
			for (const node of (await readExample(file)).nodes) {
				const named = types.filter(({ name }) => name === node.type);
				const type = named.find(({ version }) => [version].flat().includes(node.typeVersion));
				if (!type) throw new Error(`${file}: there is no ${node.type} ${node.typeVersion}`);
				const parameters = withKnownValues(node.parameters);
				const known = NodeHelpers.getNodeParameters(
					type.properties,
					parameters,
					true,
					false,
					node,
					type,
				);
				expect(known).toMatchObject(parameters);
			}
		}
	});

	it('make rows for a sheet of what to sell', async () => {
		const execution = await run('cross-sell-to-google-sheets');
		const rows = values(execution.items('As Columns'));
		expect(rows.length).toBeGreaterThan(20);
		for (const row of rows) {
			expect(row.missingProducts).toMatch(/ Simulator|Responder|Intelligence|Sharing/);
			expect(row.listedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
			// Google Sheets leaves a cell as it was for null, and writes a list as JSON.
			expect(Object.values(row).filter((value) => typeof value === 'object')).toEqual([]);
		}
		expect(rows.map(({ licenseLimit }) => licenseLimit)).toContain('');
		expect(execution.items('Update the Sheet')).toHaveLength(1);
	});

	it('tell of a company over its limit', async () => {
		const execution = await run('over-limit-to-slack');
		const [first] = values(execution.items('Company Goes Over Its Limit'));
		expect(first).toMatchObject({ event: 'limitExceeded', companyId: expect.any(String) });
		expect(first.seatsOverLimit).toBeGreaterThan(0);
		const [{ text }] = values(execution.items(PROBE));
		expect(text).toMatch(
			/^:warning: \*.+\* has \d+ users and \d+ seats: \d+ more to sell\. Renewal: /,
		);
		expect(values(execution.items('Tell the Channel'))).toMatchObject([{ ok: true }]);
	});

	it('tell of renewals in 60 days', async () => {
		const execution = await run('renewals-to-hubspot');
		for (const { event, daysToRenewal } of values(execution.items('Renewal in 60 Days'))) {
			expect(event).toBe('renewalDue');
			expect(daysToRenewal).toBeLessThanOrEqual(60);
		}
		const [deal] = values(execution.items(PROBE));
		expect(deal).toEqual({
			additionalFields_dealName: expect.stringMatching(/^Keepnet renewal: \S/),
			additionalFields_closeDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			additionalFields_description: expect.stringMatching(
				/^\w+, (\d+|unlimited) seats, \d+ users\. Keepnet company \w/,
			),
		});
		expect(execution.items('Create a Deal')).toHaveLength(1);
	});

	it('export the list for billing', async () => {
		const execution = await run('billing-export-by-mail');
		const [{ json, binary }] = execution.items('Export as CSV');
		expect(json.fileName).toMatch(/^billing-\d{4}-\d\d\.csv$/);
		expect(values(execution.items(PROBE))[0]).toEqual({
			subject: `Keepnet customers, ${String(json.fileName)}`,
			text: expect.stringContaining(String(json.exportedAt)),
		});
		const file = await server.downloadBinary(String(binary?.data.id));
		expect(parse(file, { bom: true })).toHaveLength(251);
	});

	it('write a mail with a chart', async () => {
		const execution = await run('monthly-summary-by-mail');
		const [{ html }] = values(execution.items('Page with Chart')) as Array<{ html: string }>;
		expect(html).toContain('<b>250</b>');
		expect(html.match(/bgcolor="#4f7cff"/g)).toHaveLength(12);
		expect(html).toContain('<td>overLimit</td>');
		expect(values(execution.items(PROBE))).toEqual([
			{ subject: expect.stringMatching(/^Keepnet customers, \w+ \d{4}$/), html },
		]);
		expect(html).not.toMatch(/undefined|NaN|\[object|\{\{/);
	});

	it('ask for each underused customer what it has in another part of Keepnet', async () => {
		simulator.revokeTokens();
		const before = simulator.requests.length;
		const execution = await run('act-for-one-customer');
		const listed = values(execution.items('Underused Customers'));
		const open = listed
			.map(({ companyId }) => String(companyId))
			.filter((id) => simulator.companies.get(id)?.privacyDurationId !== 0);
		expect(open.length).toBeGreaterThan(3);
		expect(open.length).toBeLessThan(listed.length);
		const calls = simulator.requests.slice(before).filter(({ route }) => route === 'campaigns');
		expect(calls.map(({ headers }) => headers['x-keepnet-company-id'])).toEqual(open);
		expect(calls.map(({ status }) => status)).toEqual(open.map(() => 200));
		const rows = values(execution.items('Row of the Mail'));
		expect(rows.map(({ companyId }) => companyId)).toEqual(open);
		expect(rows.map(({ campaigns }) => campaigns)).toEqual(
			open.map((id) => campaignsOf(id).length),
		);
		const [{ html, subject }] = values(execution.items(PROBE)) as Array<Record<string, string>>;
		expect(subject).toMatch(/^Underused Keepnet customers, \d+ \w+ \d{4}$/);
		expect(html.match(/<tr>/g)).toHaveLength(open.length + 1);
		expect(html).not.toMatch(/undefined|NaN|\[object|\{\{|null/);
		expect(execution.items('Mail to the Team')).toHaveLength(1);
	});

	it('export what is over the limit', async () => {
		const execution = await run('over-limit-export');
		expect(execution.items('Over License Limit').length).toBeGreaterThan(0);
		expect(execution.items('Export as Excel')).toHaveLength(1);
	});

	it('answer a question by a tool of the agent', async () => {
		const chat = { 'When Chat Message Received': [{ json: QUESTION }] };
		const execution = await run('ai-agent', chat);
		const tools = ['Find_Companies', 'Look_Up_a_Company', 'Sum_Up_Companies'];
		expect([...model.offered].sort()).toEqual(tools);
		const [{ output }] = values(execution.items('Agent')) as Array<{ output: string }>;
		expect(output).toContain('seatsOverLimit');
		expect(output).not.toContain('"seatsOverLimit":0');
	});
});
