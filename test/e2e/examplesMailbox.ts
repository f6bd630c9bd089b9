import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Mail {
	to: string[];
	/** Decoded headers and body, as they were sent: a text, an HTML page, or both and files. */
	source: string;
}

/** Replaces a mail server: takes every mail and delivers none. */
export interface Mailbox {
	/** What an SMTP credential of n8n needs. */
	readonly credential: { host: string; port: number; secure: boolean; disableStartTls: boolean };
	readonly mails: Mail[];
	close(): void;
}

/** Undoes quoted-printable: n8n's mails have one part, or parts in this encoding. */
function decoded(source: string): string {
	const bytes = source
		.replace(/=\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Speaks SMTP (RFC 5321) as far as a client needs that sends one mail after the other. */
async function receive(socket: Socket, mails: Mail[]) {
	const answer = (line: string) => socket.write(`${line}\r\n`);
	let to: string[] = [];
	let data: string[] | undefined;
	answer('220 mailbox');
	for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
		if (data && line === '.') {
			mails.push({ to, source: decoded(data.join('\n')) });
			[to, data] = [[], undefined];
			answer('250 taken');
		} else if (data) data.push(line.replace(/^\.\./, '.'));
		else if (/^DATA/i.test(line)) {
			data = [];
			answer('354 go on');
		} else if (/^QUIT/i.test(line)) {
			answer('221 bye');
			socket.end();
		} else {
			const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1];
			if (recipient) to.push(recipient);
			answer('250 mailbox');
		}
	}
}

export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.on('error', () => socket.destroy()));
		void receive(socket, mails).catch(() => socket.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		mails,
		close: () => {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
