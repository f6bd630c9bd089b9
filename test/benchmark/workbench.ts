import type { N8nServer } from '../n8n';
import { CURRENT_N8N, installN8n, packPackage, printProgress, startN8n } from '../n8n';
import { SimulatorProcess } from './simulatorProcess';
import { Stage } from './stage';

/** What all sections share: the number of rounds, and servers. */
export class Workbench {
	private constructor(
		/** Fewer rounds and smaller lists, for a quick look. */
		readonly quick: boolean,
		readonly rounds: number,
		private readonly startServer: () => Promise<N8nServer>,
	) {}

	static async open(quick: boolean): Promise<Workbench> {
		const installation = await installN8n(CURRENT_N8N, { onProgress: printProgress });
		const packageTarball = await packPackage();
		const start = async () => await startN8n({ installation, packageTarball });
		return new Workbench(quick, quick ? 1 : 3, start);
	}

	/** Runs `work` with a new n8n and a simulator of that many companies, then stops both. */
	async with<T>(companies: number, work: (stage: Stage) => Promise<T>): Promise<T> {
		const simulator = await SimulatorProcess.start(companies);
		const server = await this.startServer();
		try {
			return await work(await Stage.set(server, simulator));
		} finally {
			simulator.stop();
			await server.stop();
		}
	}

	say(text: string): void {
		process.stdout.write(`${text}\n`);
	}
}
