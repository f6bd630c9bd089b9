/** The simulator in its own process, to take no CPU time from the contenders. Driven by messages. */
import type { Behaviour, FaultRule, SimulatorOptions } from '../simulator';
import { startSimulator } from '../simulator';

export interface Commands {
	behave(changes: Partial<Behaviour>): void;
	fail(rule: FaultRule): void;
	/** Clears faults and counts. */
	reset(): void;
	count(): Counts;
}

/** What the simulator has counted since the last reset. */
export interface Counts {
	requests: number;
	tokens: number;
	sockets: number;
	maxInFlight: number;
	impatient: number;
}

interface Message {
	id: number;
	name: keyof Commands;
	value: unknown;
}

async function main(): Promise<void> {
	const simulator = await startSimulator(JSON.parse(process.argv[2]) as SimulatorOptions);
	const { behaviour, faults, statistics } = simulator;
	const commands: Record<keyof Commands, (value: never) => unknown> = {
		behave: (changes: Partial<Behaviour>) => void Object.assign(behaviour, changes),
		fail: (rule: FaultRule) => void faults.add(rule),
		reset: () => {
			faults.clear();
			statistics.reset();
			statistics.maxInFlight = 0;
		},
		count: (): Counts => ({
			requests: statistics.apiRequests,
			tokens: statistics.tokensIssued,
			sockets: statistics.connections,
			maxInFlight: statistics.maxInFlight,
			impatient: statistics.impatientRepeats,
		}),
	};
	process.on('message', ({ id, name, value }: Message) => {
		process.send?.({ id, result: commands[name](value as never) ?? null });
	});
	process.on('disconnect', () => process.exit());
	process.send?.({ ready: { url: simulator.url, client: simulator.clients.reseller } });
}

void main();
