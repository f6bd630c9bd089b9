import { CURRENT_N8N, installN8n, printProgress, startN8n, type N8nServer } from '../n8n';

const node = (name: string, type: string, parameters = {}) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters,
});

const workflow = {
	name: 'Stop with a message',
	nodes: [
		node('Start', 'manualTrigger'),
		node('Dates', 'dateTime', {
			action: 'calculate',
			value: '2026-01-31',
			dataPropertyName: 'day',
		}),
		node('Stop', 'stopAndError', { errorMessage: '=Stopped at {{ $json.day }}' }),
	],
	connections: {
		Start: { main: [[{ node: 'Dates', type: 'main' as const, index: 0 }]] },
		Dates: { main: [[{ node: 'Stop', type: 'main' as const, index: 0 }]] },
	},
};

const version = process.env.N8N_VERSION ?? CURRENT_N8N;

describe(`n8n ${version}`, () => {
	let server: N8nServer;

	beforeAll(async () => {
		const installation = await installN8n(version, { onProgress: printProgress });
		server = await startN8n({ installation, env: { GENERIC_TIMEZONE: 'UTC' } });
	}, 900_000);

	afterAll(async () => await server?.stop());

	it('runs a workflow and gives what each node did', async () => {
		const { id } = await server.createWorkflow(workflow);
		const execution = await server.runWorkflow(id);

		expect(execution).toMatchObject({ status: 'error', mode: 'manual' });
		expect(execution.items('Dates')).toMatchObject([{ json: { day: expect.any(String) } }]);
		expect(execution.error?.message).toMatch(/^Stopped at 2026-01-31/);
		expect(await server.executions(id)).toHaveLength(1);
	});

	it('lists node types and hides the secrets of credentials', async () => {
		expect(await server.nodeTypes('n8n-nodes-base.manualTrigger')).toHaveLength(1);
		const { id } = await server.createCredential(
			{ name: 'X-Key', value: 'secret' },
			'httpHeaderAuth',
		);
		const { data } = await server.getCredential(id);
		expect(data).toMatchObject({ name: 'X-Key' });
		expect(JSON.stringify(data)).not.toContain('secret');
	});

	it('keeps what it has when it is restarted', async () => {
		const { id } = await server.createWorkflow(workflow);
		await server.restart();
		expect(await server.getWorkflow(id)).toMatchObject({ name: workflow.name });
	});
});
