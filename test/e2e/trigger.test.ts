import { CURRENT_N8N, installAndStart, type N8nServer, packPackage, PREVIOUS_N8N } from '../n8n';
import { waitFor } from '../n8n/wait';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { ONE_INTERVAL_MS, waitForPoll } from './poll';
import { chain, endNode, triggerNode } from './workflow';

const TRIGGER = 'Companies Trigger';

let packageTarball: string;

beforeAll(async () => {
	packageTarball = await packPackage();
});

/** An active workflow in whole n8n servers, seen in the list of executions. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('The trigger in n8n %s', (version) => {
	let server: N8nServer;
	let simulator: Simulator;
	let workflowId: string;
	let ids: string[];

	beforeAll(async () => {
		simulator = await startSimulator({ companies: 250, behaviour: usualBehaviour() });
		for (const { companyResourceId } of simulator.companies.list()) {
			simulator.companies.update(companyResourceId, { targetUserCount: 1, numberOfUsers: '100' });
		}
		ids = simulator.companies
			.list()
			.filter((row) => row.isNumberOfUsersLimited)
			.map((row) => row.companyResourceId);
		server = await installAndStart(version, packageTarball);
		const credential = await server.createCredential({
			baseUrl: simulator.url,
			...simulator.clients.reseller,
		});
		const events = ['limitExceeded', 'companyCreated', 'companyRemoved'];
		const { id } = await server.createWorkflow(
			chain(triggerNode(TRIGGER, credential, events), endNode),
		);
		workflowId = id;
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await simulator?.close();
	});

	/** The events of each run of the active workflow, oldest first; a run without items has none. */
	async function runs(): Promise<string[][]> {
		const executions = (await server.executions(workflowId)).filter(
			({ mode }) => mode === 'trigger',
		);
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
		return executions.map((execution) =>
			execution.items(TRIGGER).map(({ json }) => `${String(json.event)} ${String(json.companyId)}`),
		);
	}

	async function waitForRuns(count: number): Promise<string[][]> {
		return await waitFor(
			async () => {
				const all = await runs();
				return all.length >= count ? all : undefined;
			},
			{ what: `${count} runs`, timeout: ONE_INTERVAL_MS },
		);
	}

	const use = (id: string, targetUserCount: number) =>
		simulator.companies.update(id, { targetUserCount });

	it('shows test events without touching the state', async () => {
		const execution = await server.runWorkflow(workflowId);
		expect(execution.status).toBe('success');
		expect(execution.items(TRIGGER).map(({ json }) => json.event)).toContain('companyCreated');
	});

	it('reports every event once, across restarts', async () => {
		const [first, second, third] = ids;
		await server.activate(workflowId);
		await waitForPoll(simulator);

		use(first, 101);
		const created = simulator.companies.insert({ companyName: 'Brand New' }).companyResourceId;
		const told = [[`companyCreated ${created}`, `limitExceeded ${first}`]];
		const sorted = (all: string[][]) => all.map((events) => [...events].sort());
		expect(sorted(await waitForRuns(1))).toEqual(told);

		// While n8n does not run.
		use(second, 101);
		await server.restart();
		told.push([`limitExceeded ${second}`]);
		expect(sorted(await waitForRuns(2))).toEqual(told);

		// Returning below the limit is not an event, but changes the state.
		use(first, 1);
		told.push([]);
		expect(sorted(await waitForRuns(3))).toEqual(told);
		use(first, 102);
		simulator.companies.remove(third);
		await server.restart();
		told.push([`companyRemoved ${third}`, `limitExceeded ${first}`]);
		expect(sorted(await waitForRuns(4))).toEqual(told);

		await waitForPoll(simulator);
		await server.restart();
		await waitForPoll(simulator);
		expect(sorted(await runs())).toEqual(told);
		await server.deactivate(workflowId);
	}, 600_000);
});
