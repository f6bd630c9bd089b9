import { Agent, request } from 'node:http';

import type { SimulatorProcess } from './simulatorProcess';

interface Answer {
	data: { results: unknown[]; totalNumberOfPages: number };
}

/** The minimal client: keep-alive connections, no checks, rows as received. A lower bound for every reader. */
export async function readRaw(
	{ url, client }: SimulatorProcess,
	pageSize: number,
	inFlight: number,
): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
	const send = async (path: string, type: string, body: string, token?: string) =>
		await new Promise<unknown>((resolve, reject) => {
			const headers = {
				'content-type': type,
				'content-length': Buffer.byteLength(body),
				...(token && { authorization: `Bearer ${token}` }),
			};
			const call = request(url + path, { method: 'POST', agent, headers }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
				response.on('error', reject);
			});
			call.on('error', reject);
			call.end(body);
		});

	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: client.clientId,
		client_secret: client.clientSecret,
		scope: 'api1',
	});
	const { access_token: token } = (await send(
		'/connect/token',
		'application/x-www-form-urlencoded',
		form.toString(),
	)) as { access_token: string };

	const readPage = async (pageNumber: number) => {
		const body = {
			pageNumber,
			pageSize,
			orderBy: 'CreateTime',
			ascending: false,
			filter: { Condition: 'AND', SearchInputTextValue: '' },
		};
		const text = JSON.stringify(body);
		return ((await send('/api/companies/search', 'application/json', text, token)) as Answer).data;
	};
	const first = await readPage(1);
	const pages = [first.results];
	let next = 2;
	const work = async () => {
		while (next <= first.totalNumberOfPages) {
			const page = next++;
			pages[page - 1] = (await readPage(page)).results;
		}
	};
	await Promise.all(Array.from({ length: inFlight }, work));
	agent.destroy();
	return pages.flat().length;
}
