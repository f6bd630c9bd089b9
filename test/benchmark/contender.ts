import axios from 'axios';
import type { INode } from 'n8n-workflow';

import type { N8nServer } from '../n8n';
import { waitFor } from '../n8n/wait';
import { median } from './median';
import { currentMemory, forgetPeak, peakMemory } from './memory';
import type { Counts } from './simulatorChild';
import type { SimulatorProcess } from './simulatorProcess';
import { workflowOf } from './workflows';

/** One run of a workflow, seen from outside. */
export interface Run extends Counts {
	ms: number;
	/** Memory of the n8n process before the run and its peak during the run, in MB. */
	memoryBefore: number;
	memoryPeak: number;
}

/** The median of the wall times, in milliseconds. */
export const wall = (runs: Run[]) => median(runs.map(({ ms }) => ms));

/** How a workflow is run. */
export interface Circumstances {
	/** Whether n8n saves the data of an execution, which is its default. */
	savesData?: boolean;
	/** What the webhook is called with. */
	body?: object;
}

let created = 0;

/** A webhook's workflow on a running n8n, ready to be measured. */
export class Contender {
	private constructor(
		private readonly server: N8nServer,
		private readonly simulator: SimulatorProcess,
		private readonly path: string,
		private readonly body: object,
	) {}

	/** Creates and activates the workflow. It has not run yet. */
	static async create(
		server: N8nServer,
		simulator: SimulatorProcess,
		nodes: INode[],
		{ savesData = true, body = {} }: Circumstances,
	): Promise<Contender> {
		const path = `benchmark-${++created}`;
		const { id } = await server.createWorkflow(workflowOf(nodes, path, savesData));
		await server.activate(id);
		const contender = new Contender(server, simulator, path, body);
		await waitFor(async () => ((await contender.isRegistered()) ? true : undefined), {
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
		const { status } = await axios.post(this.url, this.body, { validateStatus: () => true });
		const ms = performance.now() - begin;
		if (status !== 200) throw new Error(`${this.path} answered ${status}`);
		const counts = await this.simulator.count();
		return { ...counts, ms, memoryBefore, memoryPeak: await peakMemory(pid) };
	}

	private get url(): string {
		return `${this.server.url}webhook/${this.path}`;
	}

	/** n8n 2.x answers before the webhook of an activated workflow is there. */
	private async isRegistered(): Promise<boolean> {
		const { headers } = await axios.options(this.url, { headers: { origin: this.server.url } });
		return String(headers['access-control-allow-methods']).includes('POST');
	}
}
