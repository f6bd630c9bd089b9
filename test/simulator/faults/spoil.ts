import type { ServerResponse } from 'node:http';
import type { Answer } from '../http/answer';
import { deliver } from '../http/deliver';
import type { Fault, TruncateFault } from './fault';
import { firstBytes, wholeBody } from './part';
import { reset } from './reset';

async function truncate(answer: Answer, response: ServerResponse, fault: TruncateFault) {
	const { how = 'length', ending = 'close' } = fault;
	const { part, rest } = await firstBytes(answer.body, fault.bytes);
	const headers = { ...answer.headers };
	delete headers['content-length'];
	response.writeHead(answer.status, {
		...headers,
		...(how === 'length' && { 'content-length': `${part.length + Math.max(rest, 1)}` }),
	});
	const { socket } = response;
	response.write(part, () => {
		if (ending === 'close') socket?.end();
		else if (socket !== null) reset(socket);
	});
}

async function hang(answer: Answer, response: ServerResponse, bytes: number | undefined) {
	if (bytes === undefined) return;
	const { part } = await firstBytes(answer.body, bytes);
	response.writeHead(answer.status, answer.headers);
	response.write(part);
}

async function sayLess(answer: Answer, response: ServerResponse) {
	const body = await wholeBody(answer.body);
	const promised = Math.floor(body.length / 2);
	response.writeHead(answer.status, { ...answer.headers, 'content-length': `${promised}` });
	response.end(body);
}

/** Sends the right answer the wrong way. */
export async function deliverBadly(
	fault: Fault,
	answer: Answer,
	response: ServerResponse,
): Promise<void> {
	switch (fault.kind) {
		case 'truncate':
			return await truncate(answer, response, fault);
		case 'hang':
			return await hang(answer, response, fault.bytes);
		case 'wrongLength':
			return await sayLess(answer, response);
		case 'unparsable': {
			const { part } = await firstBytes(answer.body, undefined);
			return deliver({ ...answer, body: part }, response);
		}
		default:
			return deliver(answer, response);
	}
}
