import type { N8nServer } from '../n8n';
import { CURRENT_N8N, installN8n, packPackage, printProgress, startN8n } from '../n8n';
import { withProgress } from '../n8n/progress';
import type { ServerOptions } from '../n8n/server';
import { SimulatorProcess } from './simulatorProcess';
import { Stage } from './stage';

type Settings = Pick<ServerOptions, 'env' | 'preload'>;

/** What all sections share: the number of rounds, and servers. */
export class Workbench {
	private constructor(
		/** Fewer rounds and smaller lists, for a quick look. */
		readonly quick: boolean,
		readonly rounds: number,
		private readonly startServer: (settings?: Settings) => Promise<N8nServer>,
	) {}

	/** @param tarball a packed package; by default that of this working copy */
	static async open(quick: boolean, tarball?: string): Promise<Workbench> {
		const installation = await installN8n(CURRENT_N8N, { onProgress: printProgress });
		const packageTarball =
			tarball ??
			(await withProgress('Building and packing the package', printProgress, packPackage));
		const start = async (settings?: Settings) =>
			await startN8n({ installation, packageTarball, ...settings });
		return new Workbench(quick, quick ? 1 : 3, start);
	}

	/**
	 * Runs `work` with a new n8n and a simulator of that many companies, then stops both.
	 *
	 * @param settings of that n8n
	 */
	async with<T>(
		companies: number,
		work: (stage: Stage) => Promise<T>,
		settings?: Settings,
	): Promise<T> {
		const simulator = await SimulatorProcess.start(companies);
		try {
			const server = await this.phase('Starting n8n', async () => await this.startServer(settings));
			try {
				return await work(await Stage.set(server, simulator));
			} finally {
				await server.stop();
			}
		} finally {
			simulator.stop();
		}
	}

	/** Shows that something is done, and for how long. */
	async phase<T>(name: string, work: () => Promise<T>): Promise<T> {
		return await withProgress(name, printProgress, work);
	}

	say(text: string): void {
		process.stdout.write(`${text}\n`);
	}
}
