import { Agent, request } from 'node:http';

import type { SentRequest } from './simulatorChild';
import type { SimulatorProcess } from './simulatorProcess';

/** The minimal client: keep-alive connections, answers parsed, no checks. A lower bound for every reader. */
class RawClient {
	private readonly agent: Agent;

	constructor(
		private readonly simulator: SimulatorProcess,
		maxSockets: number,
	) {
		this.agent = new Agent({ keepAlive: true, maxSockets });
	}

	async token(): Promise<string> {
		const { clientId, clientSecret } = this.simulator.client;
		const form = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			scope: 'api1',
		});
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await this.send('POST', '/connect/token', headers, form.toString());
		return (answer as { access_token: string }).access_token;
	}

	async repeat({ method, path, body }: SentRequest, token: string): Promise<unknown> {
		const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
		const text = method === 'POST' ? JSON.stringify(body) : '';
		return await this.send(method, path, headers, text);
	}

	close(): void {
		this.agent.destroy();
	}

	private async send(
		method: string,
		path: string,
		headers: Record<string, string>,
		body: string,
	): Promise<unknown> {
		const length = { 'content-length': Buffer.byteLength(body) };
		const options = { method, agent: this.agent, headers: { ...headers, ...length } };
		return await new Promise((resolve, reject) => {
			const call = request(this.simulator.url + path, options, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
				response.on('error', reject);
			});
			call.on('error', reject);
			call.end(body);
		});
	}
}

/**
 * Sends the requests of a node again, outside n8n: the first one alone, because only its answer says how many pages there
 * are, then the others.
 *
 * @returns milliseconds, with those for a token
 */
export async function replay(
	simulator: SimulatorProcess,
	requests: SentRequest[],
	inFlight: number,
): Promise<number> {
	const client = new RawClient(simulator, inFlight);
	const begin = performance.now();
	const token = await client.token();
	const waiting = [...requests];
	const answers: unknown[] = [];
	const sendNext = async () => {
		const next = waiting.shift();
		if (next) answers.push(await client.repeat(next, token));
	};
	await sendNext();
	const work = async () => {
		while (waiting.length > 0) await sendNext();
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	client.close();
	return performance.now() - begin;
}
