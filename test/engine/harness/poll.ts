import './environment';
import { PollContext } from 'n8n-core';
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, WorkflowActivateMode } from 'n8n-workflow';
import { useBinaryMode } from './binaryData';
import { execute, type RunResult } from './run';
import { additionalDataFor, createWorkflow, setUp, type Options, type Setup } from './setup';

export interface PollerOptions extends Options {
	/** The node's state that n8n has saved with the workflow. */
	staticData?: IDataObject;
	/** n8n 2.x with durable cursors: each poll works on a copy of the state, kept only if the poll succeeds. */
	durable?: boolean;
	/** Milliseconds that n8n says a poll may take; five minutes unless given. */
	budget?: number;
}

/**
 * A polling trigger in an active workflow. The state follows n8n: polls change it in memory, and it is saved when a
 * poll emits items and when the workflow has been activated.
 */
export class Poller {
	/** Milliseconds that n8n says a poll may take. */
	budget: number;

	private saved: IDataObject;
	private workflow;
	private activation: WorkflowActivateMode;

	constructor(
		private readonly setup: Setup,
		private readonly options: PollerOptions,
	) {
		this.saved = options.staticData ?? {};
		this.budget = options.budget ?? 300_000;
		this.workflow = this.loadWorkflow();
		this.activation = options.durable ? 'update' : 'activate';
	}

	/** The state in memory. */
	get staticData(): IDataObject {
		return deepCopy(this.workflow.getStaticData('node', this.setup.node));
	}

	/** The state that survives a restart of n8n. */
	get savedStaticData(): IDataObject {
		return deepCopy(this.saved);
	}

	/** The poll at once when a user activates the workflow (`activate`) or n8n has started (`init`). */
	async activate(activation: WorkflowActivateMode = 'activate') {
		this.activation = activation;
		const items = await this.poll();
		this.saved = this.staticData;
		// From here on durable polls say `update`; without, n8n goes on with the mode of the activation.
		if (this.options.durable) this.activation = 'update';
		return items;
	}

	/** A scheduled poll. */
	async poll(): Promise<INodeExecutionData[][] | null> {
		const { setup, options, activation } = this;
		await useBinaryMode('filesystem');
		const memory = this.workflow.getStaticData('node', setup.node);
		const state = options.durable ? deepCopy(memory) : memory;
		const context = new PollContext(
			this.workflow,
			setup.node,
			additionalDataFor(setup, 'trigger'),
			'trigger',
			activation,
			undefined,
			undefined,
			undefined,
			undefined,
			() => state,
			() => this.budget,
		);
		const items = (await setup.nodeType.poll?.call(context)) ?? null;
		if (options.durable) {
			for (const key of Object.keys(memory)) delete memory[key];
			Object.assign(memory, state);
		}
		if (options.durable || items) this.saved = this.staticData;
		return items;
	}

	/** The editor's *Fetch Test Event*: sees the saved state and saves nothing. */
	async test(): Promise<RunResult> {
		return await execute(this.setup, this.loadWorkflow(), { mode: 'manual' });
	}

	/** n8n stops and starts again: what was not saved is gone. Durable polls wait for their time, others run at once. */
	async restart() {
		this.workflow = this.loadWorkflow();
		return this.options.durable ? null : await this.activate('init');
	}

	private loadWorkflow() {
		const staticData = { [`node:${this.setup.node.name}`]: deepCopy(this.saved) };
		return createWorkflow(this.setup, [], staticData);
	}
}

export async function createPoller({ node, ...options }: PollerOptions): Promise<Poller> {
	const setup = await setUp({ ...options, node: { type: 'companiesTrigger', ...node } });
	return new Poller(setup, options);
}
