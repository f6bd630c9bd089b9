import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { startService, type Service } from './service';
import { CURRENT_N8N, installAndStart, type N8nServer, packFolder } from '../n8n';
import { waitFor } from '../n8n/wait';
import { chain, start } from './workflow';

const version = process.env.N8N_VERSION ?? CURRENT_N8N;
const TYPE = 'probeOAuth2Api';

describe(`n8n ${version}`, () => {
	let service: Service;
	let server: N8nServer;
	let credential: { id: string; name: string };

	const probe = (parameters: INodeParameters = {}, type = 'probe'): INode => ({
		...start,
		id: type,
		name: 'Probe',
		type: `n8n-nodes-probe.${type}`,
		parameters,
		credentials: { [TYPE]: credential },
	});

	beforeAll(async () => {
		service = await startService();
		const packageTarball = await packFolder(join(__dirname, 'probe-package'));
		server = await installAndStart(version, packageTarball);
		const data = { baseUrl: service.url, clientId: 'id', clientSecret: 'secret' };
		credential = await server.createCredential(data, TYPE);
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await service?.close();
	});

	it('offers the nodes of an installed package', async () => {
		const types = await server.nodeTypes('n8n-nodes-probe.');
		expect(types.map(({ name }) => name).sort()).toEqual([
			'n8n-nodes-probe.probe',
			'n8n-nodes-probe.probeTrigger',
		]);
		expect(
			await server.schema('n8n-nodes-probe.probe', '1.0.0', 'company', 'search'),
		).toMatchObject({
			properties: { companyId: { type: 'string' } },
		});
		expect(server.log).not.toMatch(/Failed to load|ENOTFOUND|ECONNREFUSED/);
	});

	it('tests a credential and hides its secrets', async () => {
		expect(await server.testCredential(credential.id)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const { data } = await server.getCredential(credential.id);
		expect(data).toMatchObject({ baseUrl: service.url });
		expect(data?.clientSecret).not.toBe('secret');
	});

	it('says why a credential does not work', async () => {
		const data = { baseUrl: service.url, clientId: 'id', clientSecret: 'wrong' };
		const { id } = await server.createCredential(data, TYPE);
		expect(await server.testCredential(id)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Client authentication failed'),
		});
	});

	it('fills dropdowns', async () => {
		const options = { node: probe(), parameters: {} };
		expect(await server.loadOptions('getNames', options)).toEqual([{ name: '/names', value: 1 }]);
		expect(await server.listSearch('search', { ...options, filter: 'acme' })).toEqual({
			results: [{ name: 'acme', value: 1 }],
		});
	});

	it('runs a workflow and keeps its file', async () => {
		const { id } = await server.createWorkflow(chain(start, probe()));
		const execution = await server.runWorkflow(id);

		expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
		expect(execution.node('Probe')?.hints).toMatchObject([{ message: 'One hint' }]);
		const [item] = execution.items();
		expect(item).toMatchObject({ json: { path: '/file' }, pairedItem: 0 });
		const file = await server.downloadBinary(item.binary?.data.id ?? '');
		expect(file.toString()).toBe('id,name\n1,Acme\n');
		expect(await server.executions(id)).toMatchObject([{ id: execution.id }]);
	});

	it('gives the error of a failed execution', async () => {
		const { id } = await server.createWorkflow(chain(start, probe({ path: '/forbidden' })));
		const execution = await server.runWorkflow(id);

		expect(execution.status).toBe('error');
		expect(execution.node('Probe')?.error).toMatchObject({ name: 'NodeApiError', httpCode: '403' });
	});

	it('stops an execution', async () => {
		const { id } = await server.createWorkflow(chain(start, probe({ path: '/slow' })));
		const executionId = await server.beginWorkflow(id);
		await waitFor(async () => service.requests.find((line) => line.startsWith('/slow')), {
			what: 'the request',
		});
		await server.stopExecution(executionId);
		expect(await server.waitForExecution(executionId)).toMatchObject({ status: 'canceled' });
	});

	it('polls an active workflow at once, and again when n8n is restarted', async () => {
		const { id } = await server.createWorkflow(
			chain(probe({}, 'probeTrigger'), {
				...start,
				name: 'End',
				id: 'end',
				type: 'n8n-nodes-base.noOp',
			}),
		);
		const manual = await server.runWorkflow(id);
		expect(manual.items('Probe')).toMatchObject([{ json: { polls: 1, mode: 'manual' } }]);

		const waitForPolls = async (count: number) =>
			await waitFor(
				async () => {
					const executions = await server.executions(id);
					const active = executions.filter(({ mode }) => mode === 'trigger');
					return active.length >= count ? active : undefined;
				},
				{ what: `${count} polls` },
			);
		await server.activate(id);
		const [first] = await waitForPolls(1);
		expect(first.items()).toMatchObject([
			{ json: { polls: 1, mode: 'activate', status: 'SUCCESS' } },
		]);

		await server.restart();
		const [, second] = await waitForPolls(2);
		expect(second.items()).toMatchObject([{ json: { polls: 2, mode: 'init' } }]);
		await server.deactivate(id);
	});
});
