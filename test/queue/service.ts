import { spawn, type ChildProcess } from 'node:child_process';

import { cleanEnvironment } from '../n8n/command';
import { waitFor } from '../n8n/wait';

const START_TIMEOUT = 60_000;
const STOP_TIMEOUT = 20_000;

/** What n8n needs beside it, and how it is run. */
export interface ServiceOptions {
	name: string;
	command: string;
	args: string[];
	/** The user to run as. Default: the current one. */
	user?: string;
	/** The signal for a fast, clean shutdown. */
	endSignal: 'SIGTERM' | 'SIGINT';
	isReady: () => Promise<boolean>;
}

/** A program that runs until it is stopped, or until the process that started it has ended, however. */
export class Service {
	log = '';

	private constructor(
		private readonly child: ChildProcess,
		private readonly options: ServiceOptions,
	) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => (this.log += chunk));
		}
	}

	static async start(options: ServiceOptions): Promise<Service> {
		const { command, args, user, endSignal } = options;
		const as = user ? [`--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : [];
		const death = `--pdeathsig=${endSignal.replace('SIG', '')}`;
		const child = spawn('setpriv', [death, ...as, '--', command, ...args], {
			cwd: '/',
			env: cleanEnvironment(),
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const service = new Service(child, options);
		try {
			await service.waitUntilReady();
		} catch (error) {
			await service.stop();
			throw error;
		}
		return service;
	}

	async stop() {
		const { child } = this;
		if (hasEnded(child)) return;
		const ended = new Promise((resolve) => child.once('close', resolve));
		child.kill(this.options.endSignal);
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT);
		await ended;
		clearTimeout(timer);
	}

	private async waitUntilReady() {
		const { name, isReady } = this.options;
		const isUp = async () => {
			if (hasEnded(this.child))
				throw new Error(`${name} ended while it was starting:\n${this.log}`);
			return (await isReady().catch(() => false)) || undefined;
		};
		const details = () => `Its log so far:\n${this.log}`;
		await waitFor(isUp, { what: `${name} to start`, timeout: START_TIMEOUT, details });
	}
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;
