import axios from 'axios';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { N8nServer } from '../n8n';
import { waitFor } from '../n8n/wait';
import { currentMemory, forgetPeak, peakMemory } from './memory';
import type { Counts } from './simulatorChild';
import type { SimulatorProcess } from './simulatorProcess';
import type { CredentialReference } from './workflows';
import { companies, httpRequestAndSplitOut, httpRequestForFile, workflowOf } from './workflows';

/** One run of a workflow, seen from outside. */
export interface Run extends Counts {
	ms: number;
	/** Memory of the n8n process before the run and its peak during the run, in MB. */
	memoryBefore: number;
	memoryPeak: number;
}

let created = 0;

/** A webhook's workflow on a running n8n, ready to be measured. */
export class Contender {
	private constructor(
		private readonly server: N8nServer,
		private readonly simulator: SimulatorProcess,
		private readonly path: string,
	) {}

	/** Creates and activates the workflow, then runs it once to warm up. */
	static async create(
		server: N8nServer,
		simulator: SimulatorProcess,
		nodes: INode[],
		savesData: boolean,
	): Promise<Contender> {
		const path = `benchmark-${++created}`;
		const { id } = await server.createWorkflow(workflowOf(nodes, path, savesData));
		await server.activate(id);
		const contender = new Contender(server, simulator, path);
		await waitFor(async () => ((await contender.call()) === 404 ? undefined : true), {
			what: `the webhook ${path}`,
		});
		return contender;
	}

	async run(): Promise<Run> {
		await this.simulator.reset();
		const pid = this.server.pid ?? 0;
		const memoryBefore = await currentMemory(pid);
		await forgetPeak(pid);
		const begin = performance.now();
		const status = await this.call();
		const ms = performance.now() - begin;
		if (status !== 200) throw new Error(`${this.path} answered ${status}`);
		const counts = await this.simulator.count();
		return { ...counts, ms, memoryBefore, memoryPeak: await peakMemory(pid) };
	}

	private async call(): Promise<number> {
		const url = `${this.server.url}webhook/${this.path}`;
		const { status } = await axios.post(url, {}, { validateStatus: () => true });
		return status;
	}
}

/** One n8n with the credentials for one simulator. */
export class Stage {
	private constructor(
		readonly server: N8nServer,
		readonly simulator: SimulatorProcess,
		readonly own: CredentialReference,
		readonly generic: CredentialReference,
	) {}

	static async set(server: N8nServer, simulator: SimulatorProcess): Promise<Stage> {
		const { url, client } = simulator;
		const own = await server.createCredential({ baseUrl: url, ...client });
		const generic = await server.createCredential(
			{
				...client,
				grantType: 'clientCredentials',
				accessTokenUrl: `${url}/connect/token`,
				scope: 'api1',
				authentication: 'body',
			},
			'oAuth2Api',
		);
		return new Stage(server, simulator, own, generic);
	}

	/** This package's node with these parameters. */
	async node(parameters: INodeParameters, savesData = true): Promise<Contender> {
		const nodes = [companies(parameters, this.own)];
		return await Contender.create(this.server, this.simulator, nodes, savesData);
	}

	async httpRequest(pageSize: number, savesData = true): Promise<Contender> {
		const nodes = httpRequestAndSplitOut(this.simulator, pageSize, this.generic);
		return await Contender.create(this.server, this.simulator, nodes, savesData);
	}

	async httpRequestForFile(): Promise<Contender> {
		const nodes = httpRequestForFile(this.simulator, this.generic);
		return await Contender.create(this.server, this.simulator, nodes, true);
	}
}
