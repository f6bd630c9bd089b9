import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A customer whom a server names wherever it can. */
export const CUSTOMER = 'Zyxcorp Holding';
const WORD = 'zyxcorp';

interface Json {
	[name: string]: unknown;
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names that a customer's name is in, as a person, a programmer and a database write them. */
const gossip = {
	[CUSTOMER]: 1,
	[WORD]: 2,
	[`${WORD}Seats`]: 3,
	[`is_${WORD}`]: true,
	zyxcorpHolding: CUSTOMER,
	customers: { [CUSTOMER]: { [WORD]: CUSTOMER } },
};

/** The same answer with gossip in each object of the API's envelope, lists of names and rows. */
function chatty(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(chatty);
	if (!isObject(value)) return value;
	const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, chatty(one)]));
	return { ...gossip, ...inner };
}

function chattyText(text: string, status: number): string {
	if (!text.endsWith('}')) return `{"${CUSTOMER}": ${text}`;
	const body = chatty(JSON.parse(text)) as Json;
	if (status < 400 && body.status === 'SUCCESS') return JSON.stringify(body);
	const words = `No, ${CUSTOMER} is locked`;
	return JSON.stringify({ ...body, status: 'ZYXCORP_LOCKED', message: words, messages: [words] });
}

/** Tokens whose claims name the customer, and the real ones. */
class Tokens {
	private readonly real = new Map<string, string>();

	give(body: Json): Json {
		const [header = '', payload = '', signature = ''] = String(body.access_token).split('.');
		const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Json;
		const told = Buffer.from(JSON.stringify({ ...gossip, ...claims })).toString('base64url');
		const token = [header, told, signature].join('.');
		this.real.set(token, String(body.access_token));
		return { ...body, [WORD]: CUSTOMER, access_token: token };
	}

	take({ authorization = '' }: IncomingHttpHeaders): string {
		const token = authorization.replace('Bearer ', '');
		return `Bearer ${this.real.get(token) ?? token}`;
	}
}

const HEADERS = {
	'Set-Cookie': `customer=${WORD}; Path=/${WORD}`,
	'X-Customer': CUSTOMER,
	'X-RateLimit-Zyxcorp': '7',
	'X-Zyxcorp-Quota': CUSTOMER,
	'RateLimit-Limit': `100;customer="${CUSTOMER}"`,
};
const FILE_HEADERS = {
	'Content-Type': `application/${WORD}; name="${CUSTOMER}"`,
	'Content-Disposition': `attachment; filename="${CUSTOMER}.csv"`,
};

/** Stands before a server, and names a customer in everything that it passes on. */
export async function talkativeServer(url: string) {
	const tokens = new Tokens();
	const server = createServer(async (request, response) => {
		const sent = await buffer(request);
		const answer = await fetch(url + request.url, {
			method: request.method,
			headers: {
				'Content-Type': request.headers['content-type'] ?? 'application/json',
				Authorization: request.url?.endsWith('/token')
					? (request.headers.authorization ?? '')
					: tokens.take(request.headers),
			},
			body: request.method === 'GET' ? undefined : Uint8Array.from(sent),
		});
		const bytes = Buffer.from(await answer.arrayBuffer());
		const type = answer.headers.get('content-type') ?? '';
		response.writeHead(answer.status, {
			...HEADERS,
			...(type.includes('json') ? { 'Content-Type': type } : FILE_HEADERS),
		});
		if (!type.includes('json')) response.end(bytes);
		else if (request.url?.endsWith('/token') && answer.ok) {
			response.end(JSON.stringify(tokens.give(JSON.parse(bytes.toString()) as Json)));
		} else response.end(chattyText(bytes.toString(), answer.status));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
