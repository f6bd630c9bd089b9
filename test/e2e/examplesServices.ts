import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Ticket {
	id: number;
	summary: string;
	details: string;
	files: Array<{ filename: string; text: string }>;
}

/** Replaces HubSpot's search and HaloPSA's tickets, as far as the examples use them. */
export interface Services {
	readonly url: string;
	/** IDs of HubSpot's companies and deals by name. */
	readonly companies: Map<string, string[]>;
	readonly deals: Map<string, string[]>;
	readonly tickets: Ticket[];
	close(): void;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString();
	return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text;
}

interface SearchRequest {
	limit: number;
	filterGroups: Array<{
		filters: Array<{ propertyName: string; operator: string; value: string }>;
	}>;
}

function search(known: Map<string, string[]>, { limit, filterGroups }: SearchRequest) {
	const ids = known.get(filterGroups[0].filters[0].value) ?? [];
	return { total: ids.length, results: ids.slice(0, limit).map((id) => ({ id })) };
}

interface Attachment {
	ticket_id: number;
	filename: string;
	data_base64: string;
}

export async function startServices(): Promise<Services> {
	const companies = new Map<string, string[]>();
	const deals = new Map<string, string[]>();
	const tickets: Ticket[] = [];

	function answer(method: string, path: string, body: unknown): unknown {
		switch (`${method} ${path}`) {
			case 'POST /token':
			case 'POST /auth/token':
				return { access_token: 'token', token_type: 'Bearer', expires_in: 3600 };
			case 'POST /crm/v3/objects/companies/search':
				return search(companies, body as SearchRequest);
			case 'POST /crm/v3/objects/deals/search':
				return search(deals, body as SearchRequest);
			case 'GET /api/tickets':
				return { record_count: tickets.length, tickets };
			case 'POST /api/tickets': {
				const [{ summary, details }] = body as Ticket[];
				const ticket = { id: tickets.length + 1, summary, details, files: [] };
				tickets.push(ticket);
				return ticket;
			}
			case 'POST /api/Attachment': {
				const [{ ticket_id, filename, data_base64 }] = body as Attachment[];
				const text = Buffer.from(data_base64, 'base64').toString();
				tickets.find(({ id }) => id === ticket_id)?.files.push({ filename, text });
				return [{ id: 1, ticket_id, filename }];
			}
		}
		return undefined;
	}

	const server = createServer(async (request, response) => {
		const path = (request.url ?? '').split('?')[0];
		const body = answer(request.method ?? '', path, await bodyOf(request));
		response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body ?? {}));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		companies,
		deals,
		tickets,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
