import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Behaviour, FaultRule } from '../simulator';
import type { Counts } from './simulatorChild';

interface Ready {
	url: string;
	client: { clientId: string; clientSecret: string };
}

/** A simulator in a process of its own. */
export class SimulatorProcess {
	private sent = 0;

	private constructor(
		private readonly child: ChildProcess,
		readonly companies: number,
		readonly url: string,
		readonly client: Ready['client'],
	) {}

	static async start(companies: number): Promise<SimulatorProcess> {
		const options = JSON.stringify({ companies, rememberAnswers: true });
		const child = fork(join(__dirname, 'simulatorChild.ts'), [options], {
			execArgv: ['--import', 'tsx'],
		});
		const [{ ready }] = (await once(child, 'message')) as [{ ready: Ready }];
		return new SimulatorProcess(child, companies, ready.url, ready.client);
	}

	async behave(changes: Partial<Behaviour>): Promise<void> {
		await this.ask('behave', changes);
	}

	async fail(rule: FaultRule): Promise<void> {
		await this.ask('fail', rule);
	}

	/** Clears faults and counts. */
	async reset(): Promise<void> {
		await this.ask('reset');
	}

	async count(): Promise<Counts> {
		return (await this.ask('count')) as Counts;
	}

	stop(): void {
		this.child.disconnect();
	}

	private async ask(name: string, value?: unknown): Promise<unknown> {
		const id = ++this.sent;
		const answer = new Promise<unknown>((resolve) => {
			const listen = (message: { id: number; result: unknown }) => {
				if (message.id !== id) return;
				this.child.off('message', listen);
				resolve(message.result);
			};
			this.child.on('message', listen);
		});
		this.child.send({ id, name, value });
		return await answer;
	}
}
