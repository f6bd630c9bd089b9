import { ServerResponse } from 'node:http';
import { decodeJwt } from 'jose';

/** Everything that simulators in this process answer, until `stop`. */
export function recordAnswers() {
	const chunks = new Map<ServerResponse, Buffer[]>();
	const { write, end } = ServerResponse.prototype;
	const keep = (response: ServerResponse, chunk: unknown) => {
		if (typeof chunk !== 'string' && !Buffer.isBuffer(chunk)) return;
		chunks.set(response, [...(chunks.get(response) ?? []), Buffer.from(chunk as string)]);
	};
	ServerResponse.prototype.write = function (...args: unknown[]) {
		keep(this, args[0]);
		return write.apply(this, args as never);
	};
	ServerResponse.prototype.end = function (...args: unknown[]) {
		keep(this, args[0]);
		return end.apply(this, args as never);
	};
	return {
		bodies: () => [...chunks.values()].map((parts) => Buffer.concat(parts).toString('utf8')),
		stop: () => Object.assign(ServerResponse.prototype, { write, end }),
	};
}

/** Fields whose keys are names of customers or vendors. */
const MAPS = ['enrolledVendorNamesDistribution'];

function* leaves(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	if (typeof value === 'number') yield String(value);
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (MAPS.includes(key)) yield* Object.keys(inner as object);
		yield* leaves(inner);
	}
}

function claimsOf(body: object): object {
	return 'access_token' in body ? decodeJwt(String(body.access_token)) : {};
}

/** Every value in answers of JSON, also in a token; texts of several words also as each of their lines. */
export function valuesIn(bodies: string[]): Set<string> {
	const values = new Set<string>();
	for (const text of bodies) {
		if (!text.startsWith('{')) continue;
		const body = JSON.parse(text) as object;
		for (const leaf of [...leaves(body), ...leaves(claimsOf(body))]) values.add(leaf);
	}
	return values;
}
