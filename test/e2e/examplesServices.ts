import formbody from '@fastify/formbody';
import fastify from 'fastify';

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
	close(): Promise<void>;
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

	const app = fastify({ forceCloseConnections: true });
	await app.register(formbody);
	for (const path of ['/token', '/auth/token']) {
		app.post(path, async () => ({
			access_token: 'token',
			token_type: 'Bearer',
			expires_in: 3600,
		}));
	}
	for (const [kind, known] of Object.entries({ companies, deals })) {
		app.post<{ Body: SearchRequest }>(`/crm/v3/objects/${kind}/search`, async ({ body }) =>
			search(known, body),
		);
	}
	app.get('/api/tickets', async () => ({ record_count: tickets.length, tickets }));
	app.post<{ Body: Ticket[] }>('/api/tickets', async ({ body: [{ summary, details }] }) => {
		const ticket = { id: tickets.length + 1, summary, details, files: [] };
		tickets.push(ticket);
		return ticket;
	});
	app.post<{ Body: Attachment[] }>('/api/Attachment', async ({ body: [attachment] }) => {
		const { ticket_id, filename, data_base64 } = attachment;
		const text = Buffer.from(data_base64, 'base64').toString();
		tickets.find(({ id }) => id === ticket_id)?.files.push({ filename, text });
		return [{ id: 1, ticket_id, filename }];
	});
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url, companies, deals, tickets, close: async () => await app.close() };
}
