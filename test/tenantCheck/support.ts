import { simulate } from '../engine/support';
import type { ClientKind, Simulator, SimulatorOptions } from '../simulator';
import { checkTenant, type Result } from './check';
import { unexplainedIn } from './results';

interface Options extends SimulatorOptions {
	client?: ClientKind;
	signal?: AbortSignal;
	/** Called before each look. */
	onLook?: (simulator: Simulator, title: string) => void;
}

/** Checks a simulated tenant of 300 companies, unless the options say otherwise. */
export async function check({ client = 'reseller', signal, onLook, ...options }: Options = {}) {
	const simulator = await simulate({ companies: 300, ...options });
	const login = { baseUrl: simulator.url, ...simulator.clients[client] };
	const result = await checkTenant(login, {
		signal: signal ?? new AbortController().signal,
		onLook: (title) => onLook?.(simulator, title),
	});
	// Whatever a tenant does, the documentation says what the report means.
	expect(unexplainedIn(result)).toEqual([]);
	return { simulator, result };
}

/** The verdicts of a section. */
export function verdictsOf({ sections }: Result, wanted: string): Record<string, string> {
	const { lines = [] } = sections.find(({ title }) => title === wanted) ?? {};
	return Object.fromEntries(lines.map(({ what, verdict }) => [what, verdict]));
}
