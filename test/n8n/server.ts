import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nApi } from './api';
import { serverEnvironment } from './environment';
import type { N8nInstallation } from './install';
import { installCommunityPackage } from './package';
import { freePort } from './ports';
import { N8nProcess } from './process';

export interface ServerOptions {
	installation: N8nInstallation;
	/** A community package to install, as `packPackage` makes it. */
	packageTarball?: string;
	port?: number;
	/** Kept after `stop` if given; otherwise a temporary folder. */
	userFolder?: string;
	env?: Record<string, string>;
	/** Scripts that Node.js loads before n8n. */
	preload?: string[];
}

/** A whole n8n server, driven as a user's browser drives it. */
export class N8nServer extends N8nApi {
	private constructor(
		url: string,
		readonly userFolder: string,
		readonly installation: N8nInstallation,
		private readonly process: N8nProcess,
		private readonly isTemporary: boolean,
	) {
		super(url, installation.version);
	}

	static async start({ installation, packageTarball, ...options }: ServerOptions) {
		const port = options.port ?? (await freePort());
		const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-server-')));
		if (packageTarball) await installCommunityPackage(userFolder, packageTarball);

		const url = `http://127.0.0.1:${port}/`;
		const env = { ...serverEnvironment(userFolder, port, await freePort()), ...options.env };
		const process = new N8nProcess(installation, url, env, options.preload);
		const server = new N8nServer(url, userFolder, installation, process, !options.userFolder);
		await server.resume();
		return server;
	}

	/** n8n's log since its first start. */
	get log() {
		return this.process.log;
	}

	get pid() {
		return this.process.pid;
	}

	/** What n8n counts, as Prometheus reads it. Needs `N8N_METRICS`. */
	async metrics(): Promise<string> {
		return await this.client.get('metrics');
	}

	/** Asks a preloaded script. */
	async ask(name: string): Promise<unknown> {
		return await this.process.ask(name);
	}

	async stop() {
		await this.process.stop();
		if (this.isTemporary) await rm(this.userFolder, { recursive: true, force: true });
	}

	async restart() {
		await this.process.stop();
		await this.resume();
	}

	private async resume() {
		try {
			await this.process.start();
			await this.client.signIn();
		} catch (error) {
			await this.stop();
			throw error;
		}
	}
}

export const startN8n = N8nServer.start;
