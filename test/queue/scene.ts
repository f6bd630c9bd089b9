import type { INodeParameters } from 'n8n-workflow';

import type { StoredCredential } from '../n8n';
import { Execution, hasEnded, type StoredExecution } from '../n8n/execution';
import { waitFor } from '../n8n/wait';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { QueueCluster } from './cluster';
import { callWebhook, errorWorkflow, webhookWorkflow } from './workflows';

export const COMPANIES = 2500;
export const FORMATS = ['csv', 'excel'] as const;
const QUICK_MS = 50;

/** A reseller's n8n in queue mode, with two workflows that other services start: one searches, one exports. */
export class Scene {
	/** IDs of the workflows. */
	readonly workflows: Record<string, string> = {};

	private constructor(
		readonly cluster: QueueCluster,
		readonly simulator: Simulator,
		readonly credential: StoredCredential,
	) {}

	static async start(settings?: Record<string, string>): Promise<Scene> {
		const behaviour = { ...usualBehaviour(), pageCap: 500, latencyMs: QUICK_MS };
		const simulator = await startSimulator({ companies: COMPANIES, behaviour });
		const cluster = await QueueCluster.start(settings).catch(async (error) => {
			await simulator.close();
			throw error;
		});
		const scene = new Scene(cluster, simulator, await createCredential(cluster, simulator));
		await scene.prepare().catch(async (error) => {
			await scene.stop();
			throw error;
		});
		return scene;
	}

	async stop() {
		try {
			await this.cluster.stop();
		} finally {
			await this.simulator.close();
		}
	}

	/** Every second one is an export, alternately in both formats. */
	async begin(count: number) {
		const calls = Array.from({ length: count }, async (_, index) => {
			if (index % 2 === 0) return await this.search();
			return await this.export(FORMATS[((index - 1) / 2) % FORMATS.length]);
		});
		await Promise.all(calls);
	}

	async search() {
		await callWebhook(this.cluster.main.url, 'search');
	}

	async export(format: string) {
		await callWebhook(this.cluster.main.url, 'export', { format });
	}

	/** Sets the latency of every answer of Keepnet. */
	setLatency(ms: number = QUICK_MS) {
		this.simulator.behaviour.latencyMs = ms;
	}

	/** All executions of both workflows that n8n knows of, ended or not. */
	async stored(): Promise<StoredExecution[]> {
		const { search, export: exports } = this.workflows;
		return [
			...(await this.cluster.executions(search)),
			...(await this.cluster.executions(exports)),
		];
	}

	async ids(): Promise<Set<string>> {
		return new Set((await this.stored()).map(({ id }) => id));
	}

	/** All executions but the known ones, once there are `count` of them and all have ended. */
	async ended(count: number, known: Set<string>, timeout: number): Promise<Execution[]> {
		let seen: StoredExecution[] = [];
		const ask = async () => {
			seen = (await this.stored()).filter(({ id }) => !known.has(id));
			return seen.length >= count && seen.every(hasEnded) ? seen : undefined;
		};
		const details = () => seen.map(({ id, status }) => `${id} ${status}`).join(', ');
		const what = `${count} executions to end`;
		const all = await waitFor(ask, { what, timeout, interval: 1000, details });
		const executions: Execution[] = [];
		// One after the other: their data is large.
		for (const { id } of all) executions.push(await this.cluster.main.waitForExecution(id));
		return executions;
	}

	/** Waits until the workers have begun the given number of new executions. */
	async untilRunning(count: number, before: Set<string>) {
		const { workers } = this.cluster;
		const begun = () => workers.flatMap(({ started }) => started).filter((id) => !before.has(id));
		const ask = async () =>
			(begun().length >= count && this.simulator.statistics.inFlight > 0) || undefined;
		const details = () => `Begun: ${begun().join(', ')}`;
		await waitFor(ask, { what: `${count} executions to run at once`, details });
	}

	private async prepare() {
		// One after the other: together they would overload a small machine beyond the time limits.
		await this.cluster.startWorker();
		await this.cluster.startWorker();
		await this.addWorkflow('errors', errorWorkflow);
		await this.addWebhook('search', { operation: 'search', returnAll: true });
		await this.addWebhook('export', {
			operation: 'export',
			fileFormat: '={{ $json.query.format }}',
		});
	}

	private async addWebhook(path: string, parameters: INodeParameters) {
		const { errors } = this.workflows;
		await this.addWorkflow(path, webhookWorkflow(path, this.credential, parameters, errors));
	}

	/** Creates a workflow and switches it on. */
	async addWorkflow(name: string, json: ReturnType<typeof webhookWorkflow>) {
		const { main } = this.cluster;
		const { id } = await main.createWorkflow(json);
		this.workflows[name] = id;
		await main.activate(id);
	}
}

/** Prints a figure in the test's output. */
export const report = (text: string) => process.stdout.write(`  ${text}\n`);

const createCredential = async ({ main }: QueueCluster, { url, clients }: Simulator) =>
	await main.createCredential({ baseUrl: url, ...clients.reseller });
