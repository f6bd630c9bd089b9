import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A client-credentials OAuth2 service: a token works once it is issued, and until `expire` is called. */
export class Service {
	tokenRequests: string[] = [];
	requests: string[] = [];
	private valid?: string;
	private readonly server: Server = createServer((request, response) => {
		let body = '';
		request
			.on('data', (chunk) => (body += chunk))
			.on('end', () => this.answer(request, body, response));
	});

	async start() {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async stop() {
		await new Promise((resolve) => this.server.close(resolve));
	}

	get url() {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	expire() {
		this.valid = undefined;
	}

	private answer({ url = '', headers }: IncomingMessage, body: string, response: ServerResponse) {
		const send = (status: number, json: object) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));

		if (url === '/connect/token') {
			this.tokenRequests.push(body);
			if (body.includes('client_secret=wrong')) return send(400, { error: 'invalid_client' });
			this.valid = `token-${this.tokenRequests.length}`;
			return send(200, { access_token: this.valid, token_type: 'Bearer', expires_in: 3600 });
		}
		this.requests.push(`${url} ${headers.authorization}`);
		if (headers.authorization !== `Bearer ${this.valid}`)
			return send(401, { status: 'UNAUTHORIZED' });
		if (url === '/forbidden') return send(403, { status: 'FAILED', message: 'Not a reseller' });
		if (url === '/file') return response.end('id,name\n1,Acme\n');
		if (url === '/slow') return undefined;
		return send(200, { status: 'SUCCESS', url });
	}
}
