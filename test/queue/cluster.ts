import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import {
	installN8n,
	N8nServer,
	packPackage,
	printProgress,
	startN8n,
	type N8nInstallation,
} from '../n8n';
import { N8nClient } from '../n8n/client';
import type { StoredExecution } from '../n8n/execution';
import { withProgress } from '../n8n/progress';
import { startPostgres } from './postgres';
import { ensurePrograms } from './programs';
import { startRedis } from './redis';
import { recommendedSettings } from './settings';
import { N8nWorker } from './worker';

type Stop = () => Promise<void>;

/** n8n in queue mode on this machine: a main, its workers, Redis and PostgreSQL. */
export class QueueCluster {
	readonly workers: N8nWorker[] = [];

	private constructor(
		readonly main: N8nServer,
		private readonly client: N8nClient,
		private readonly installation: N8nInstallation,
		private readonly env: Record<string, string>,
		private readonly stops: Stop[],
	) {}

	/** Starts everything but the workers, optionally with other settings. If a part fails to start, nothing keeps running. */
	static async start(changes: Record<string, string> = {}): Promise<QueueCluster> {
		const stops: Stop[] = [];
		try {
			const programs = await ensurePrograms();
			const packageTarball = await packPackage();
			const installation = await installN8n(undefined, { onProgress: printProgress });
			const redis = await startRedis(programs.redis);
			stops.push(redis.stop);
			const postgres = await startPostgres(programs.postgresFolder);
			stops.push(postgres.stop);

			const env = {
				...(await recommendedSettings()),
				...redis.env,
				...postgres.env,
				N8N_ENCRYPTION_KEY: randomUUID(),
				...changes,
			};
			const main = await withProgress('Starting the main', printProgress, async () =>
				startN8n({ installation, packageTarball, env }),
			);
			stops.push(async () => await main.stop());
			const client = new N8nClient(main.url);
			await client.signIn();
			return new QueueCluster(main, client, installation, env, stops);
		} catch (error) {
			await stopAll(stops);
			throw error;
		}
	}

	/** One more worker, which has its community packages from the main's folder. */
	async startWorker(): Promise<N8nWorker> {
		const { installation, env } = this;
		const nodesFolder = join(this.main.userFolder, '.n8n', 'nodes');
		const worker = await withProgress('Starting a worker', printProgress, async () =>
			N8nWorker.start({ installation, nodesFolder, env }),
		);
		this.workers.push(worker);
		this.stops.push(async () => await worker.stop());
		return worker;
	}

	/** All executions that n8n knows of, also those that wait in the queue. */
	async executions(workflowId: string): Promise<StoredExecution[]> {
		const filter = JSON.stringify({ workflowId });
		const answer = await this.client.get<{ results: StoredExecution[] }>('rest/executions', {
			filter,
			limit: 100,
		});
		return answer.results;
	}

	/** *Retry* in the list of executions. */
	async retry(executionId: string) {
		await this.client.post(`rest/executions/${executionId}/retry`, { loadWorkflow: false });
	}

	async stop() {
		await stopAll(this.stops);
	}
}

/** Stops in reverse order of starting; a part that does not stop does not keep the others from stopping. */
async function stopAll(stops: Stop[]) {
	const failures: unknown[] = [];
	for (const stop of stops.splice(0).reverse()) await stop().catch((error) => failures.push(error));
	if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped');
}
