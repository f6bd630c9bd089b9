import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { ask } from '../n8n/messages';
import type { Behaviour, FaultRule } from '../simulator';
import type { Counts, SentRequest } from './simulatorChild';

interface Ready {
	url: string;
	client: { clientId: string; clientSecret: string };
}

/** A simulator in a process of its own. */
export class SimulatorProcess {
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

	/** Clears faults, counts and the record of requests. */
	async reset(): Promise<void> {
		await this.ask('reset');
	}

	async count(): Promise<Counts> {
		return (await this.ask('count')) as Counts;
	}

	/** The requests since the last reset, but for tokens, in the order of their arrival. */
	async sent(): Promise<SentRequest[]> {
		return (await this.ask('sent')) as SentRequest[];
	}

	/** The IDs of the first companies. */
	async ids(count: number): Promise<string[]> {
		return (await this.ask('ids', count)) as string[];
	}

	stop(): void {
		this.child.disconnect();
	}

	private async ask(name: string, value?: unknown): Promise<unknown> {
		return await ask(this.child, name, value);
	}
}
