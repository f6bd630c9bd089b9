import axios from 'axios';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnvironment, pathWith } from './command';
import type { N8nInstallation } from './install';
import { ask } from './messages';
import { waitFor } from './wait';

/** The first start migrates an empty database, which takes 20 to 60 seconds. */
const START_TIMEOUT = 180_000;
const STOP_TIMEOUT = 20_000;

const GUARD = join(__dirname, 'endWithParent.js');

/** One n8n process, from its start until it is ready, and to its end. */
export class N8nProcess {
	log = '';
	private child?: ChildProcess;

	constructor(
		private readonly installation: N8nInstallation,
		private readonly url: string,
		private readonly env: NodeJS.ProcessEnv,
		/** Scripts that Node.js loads before n8n. */
		private readonly preload: string[] = [],
	) {}

	get pid() {
		return this.child?.pid;
	}

	async start() {
		const { node, bin, env } = this.installation;
		const scripts = [GUARD, ...this.preload].flatMap((script) => ['--require', script]);
		this.child = spawn(node, [...scripts, bin, 'start'], {
			env: { ...cleanEnvironment(), PATH: pathWith(node), ...env, ...this.env },
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		for (const stream of [this.child.stdout, this.child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (this.log += chunk));
		}
		try {
			await this.waitUntilReady(this.child);
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	/** Asks a preloaded script, which answers by a message. */
	async ask(name: string): Promise<unknown> {
		if (!this.child) throw new Error('n8n does not run');
		return await ask(this.child, name);
	}

	/** Stops n8n as a service manager does: first by a signal to finish its work, then by force. */
	async stop() {
		const { child } = this;
		this.child = undefined;
		if (!child || hasEnded(child)) return;
		const ended = new Promise((resolve) => child.once('close', resolve));
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
		await ended;
		clearTimeout(timer);
	}

	private async waitUntilReady(child: ChildProcess) {
		const http = axios.create({ baseURL: this.url, timeout: 2000, validateStatus: () => true });
		const isReady = async () => {
			if (hasEnded(child)) throw new Error(`n8n ended while it was starting:\n${this.log}`);
			const health = await http.get('healthz/readiness').catch(() => undefined);
			if (health?.status !== 200) return undefined;
			// The REST API comes up a moment after n8n says that it is ready.
			const settings = await http.get('rest/settings').catch(() => undefined);
			return settings?.data?.data ? true : undefined;
		};
		const details = () => `Its log so far:\n${this.log}`;
		await waitFor(isReady, { what: 'n8n to start', timeout: START_TIMEOUT, details });
	}
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
