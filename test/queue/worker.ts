import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { N8nInstallation } from '../n8n';
import { cleanEnvironment, pathWith } from '../n8n/command';
import { serverEnvironment } from '../n8n/environment';
import { freePort } from '../n8n/ports';
import { waitFor } from '../n8n/wait';

const GUARD = join(__dirname, '../n8n/endWithParent.js');
const START_TIMEOUT = 240_000;
/** More than n8n takes by the recommended settings. */
const STOP_TIMEOUT = 130_000;

export interface WorkerOptions {
	installation: N8nInstallation;
	/** Where the community packages are; the worker has all else for itself. */
	nodesFolder: string;
	env: Record<string, string>;
}

/** `n8n worker`: takes executions from the queue. */
export class N8nWorker {
	log = '';

	private constructor(
		private readonly child: ChildProcess,
		private readonly userFolder: string,
		private readonly readinessUrl: string,
	) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (this.log += chunk));
		}
	}

	static async start({ installation, nodesFolder, env }: WorkerOptions): Promise<N8nWorker> {
		const { node, bin } = installation;
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-queue-worker-'));
		await mkdir(join(userFolder, '.n8n'));
		await symlink(nodesFolder, join(userFolder, '.n8n', 'nodes'));
		const port = await freePort();
		const child = spawn(node, ['--require', GUARD, bin, 'worker'], {
			env: {
				...cleanEnvironment(),
				PATH: pathWith(node),
				...installation.env,
				...serverEnvironment(userFolder, port, await freePort()),
				...env,
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		const url = `http://127.0.0.1:${port}/healthz/readiness`;
		const worker = new N8nWorker(child, userFolder, url);
		try {
			await worker.waitUntilReady();
		} catch (error) {
			await worker.stop();
			throw error;
		}
		return worker;
	}

	/** Executions that it has begun, by their IDs. */
	get started() {
		return this.logged('started');
	}

	/** Executions that it has brought to their end. */
	get finished() {
		return this.logged('finished');
	}

	/** As a power cut or the kernel's memory killer does. */
	async kill() {
		await this.end('SIGKILL');
	}

	async stop() {
		await this.end('SIGTERM');
		await rm(this.userFolder, { recursive: true, force: true });
	}

	private logged(verb: string): string[] {
		const lines = this.log.matchAll(new RegExp(`Worker ${verb} execution (\\d+)`, 'g'));
		return [...new Set([...lines].map(([, id]) => id))];
	}

	private get hasEnded() {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	private async end(signal: NodeJS.Signals) {
		if (this.hasEnded) return;
		const closed = once(this.child, 'close');
		this.child.kill(signal);
		const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT);
		await closed;
		clearTimeout(timer);
	}

	private async waitUntilReady() {
		const isReady = async () => {
			if (this.hasEnded) throw new Error(`The worker ended while it was starting:\n${this.log}`);
			const options = { timeout: 2000, validateStatus: () => true };
			const health = await axios.get(this.readinessUrl, options).catch(() => undefined);
			return health?.status === 200 ? true : undefined;
		};
		const details = () => `Its log so far:\n${this.log}`;
		await waitFor(isReady, { what: 'a worker to start', timeout: START_TIMEOUT, details });
	}
}
