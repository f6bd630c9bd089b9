import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { json, type Answer } from '../http/answer';
import { deliver } from '../http/deliver';
import type {
	AlterFault,
	Fault,
	GzipFault,
	PauseFault,
	TrickleFault,
	TruncateFault,
} from './fault';
import { firstBytes, wholeBody } from './part';
import { reset } from './reset';

async function truncate(answer: Answer, response: ServerResponse, fault: TruncateFault) {
	const { how = 'length', ending = 'close' } = fault;
	const { part, rest } = await firstBytes(answer.body, fault.bytes);
	const headers = { ...answer.headers };
	delete headers['content-length'];
	response.useChunkedEncodingByDefault = how !== 'close';
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

async function pause(answer: Answer, response: ServerResponse, { ms, bytes = 0 }: PauseFault) {
	const body = await wholeBody(answer.body);
	response.writeHead(answer.status, answer.headers);
	response.flushHeaders();
	if (bytes > 0) response.write(body.subarray(0, bytes));
	await sleep(ms);
	response.end(body.subarray(bytes));
}

async function sayLess(answer: Answer, response: ServerResponse) {
	const body = await wholeBody(answer.body);
	const promised = Math.floor(body.length / 2);
	response.writeHead(answer.status, { ...answer.headers, 'content-length': `${promised}` });
	response.end(body);
}

async function alter(answer: Answer, { change }: AlterFault): Promise<Answer> {
	const body = change(JSON.parse((await wholeBody(answer.body)).toString('utf8')));
	return typeof body === 'string' ? { ...answer, body } : json(answer.status, body, answer.headers);
}

async function trickleHead({ socket }: ServerResponse, everyMs: number) {
	socket?.write('HTTP/1.1 200 OK\r\nx-padding: ');
	for (; socket !== null && !socket.destroyed; await sleep(everyMs)) socket.write('x');
}

async function trickle(
	answer: Answer,
	response: ServerResponse,
	{ everyMs, bytes = 0, head = false }: TrickleFault,
) {
	if (head) return await trickleHead(response, everyMs);
	const body = await wholeBody(answer.body);
	response.writeHead(answer.status, { ...answer.headers, 'content-length': `${body.length}` });
	response.flushHeaders();
	response.write(body.subarray(0, bytes));
	for (let at = bytes; at < body.length && !response.destroyed; at++) {
		await sleep(everyMs);
		response.write(body.subarray(at, at + 1));
	}
	response.end();
}

async function compress(answer: Answer, { padding = 0 }: GzipFault): Promise<Answer> {
	const body = Buffer.concat([await wholeBody(answer.body), Buffer.alloc(padding, ' ')]);
	return {
		...answer,
		headers: { ...answer.headers, 'content-encoding': 'gzip' },
		body: gzipSync(body),
	};
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
		case 'pause':
			return await pause(answer, response, fault);
		case 'wrongLength':
			return await sayLess(answer, response);
		case 'alter':
			return deliver(await alter(answer, fault), response);
		case 'gzip':
			return deliver(await compress(answer, fault), response);
		case 'trickle':
			return await trickle(answer, response, fault);
		case 'unparsable': {
			const { part } = await firstBytes(answer.body, undefined);
			return deliver({ ...answer, body: part }, response);
		}
		default:
			return deliver(answer, response);
	}
}
