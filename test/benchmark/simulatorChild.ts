/** The simulator in its own process, to take no CPU time from the contenders. Driven by messages. */
import type { Behaviour, FaultRule, SimulatorOptions } from '../simulator';
import { startSimulator } from '../simulator';

export interface Commands {
	behave(changes: Partial<Behaviour>): void;
	fail(rule: FaultRule): void;
	/** Clears faults, counts and the record of requests. */
	reset(): void;
	count(): Counts;
	/** The requests since the last reset, but for tokens, in the order of their arrival. */
	sent(): SentRequest[];
	/** The IDs of the first companies. */
	ids(count: number): string[];
}

/** What the simulator has counted since the last reset. */
export interface Counts {
	requests: number;
	tokens: number;
	sockets: number;
	maxInFlight: number;
	impatient: number;
}

/** A request as the simulator received it. */
export interface SentRequest {
	method: string;
	/** Path with query. */
	path: string;
	body: unknown;
}

interface Message {
	id: number;
	name: keyof Commands;
	value: unknown;
}

async function main(): Promise<void> {
	const simulator = await startSimulator(JSON.parse(process.argv[2]) as SimulatorOptions);
	const { behaviour, companies, faults, requests, statistics } = simulator;
	const commands: Record<keyof Commands, (value: never) => unknown> = {
		behave: (changes: Partial<Behaviour>) => void Object.assign(behaviour, changes),
		fail: (rule: FaultRule) => void faults.add(rule),
		reset: () => {
			faults.clear();
			statistics.reset();
			statistics.maxInFlight = 0;
			requests.length = 0;
		},
		count: (): Counts => ({
			requests: statistics.apiRequests,
			tokens: statistics.tokensIssued,
			sockets: statistics.connections,
			maxInFlight: statistics.maxInFlight,
			impatient: statistics.impatientRepeats,
		}),
		sent: (): SentRequest[] =>
			requests
				.filter(({ route }) => route !== 'token')
				.map(({ method, path, body }) => ({ method, path, body })),
		ids: (count: number) =>
			companies
				.list()
				.slice(0, count)
				.map(({ companyResourceId }) => companyResourceId),
	};
	process.on('message', ({ id, name, value }: Message) => {
		process.send?.({ id, result: commands[name](value as never) ?? null });
	});
	process.on('disconnect', () => process.exit());
	process.send?.({ ready: { url: simulator.url, client: simulator.clients.reseller } });
}

void main();
