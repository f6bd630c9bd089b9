import { buffer } from 'node:stream/consumers';
import type { Answer } from '../http/answer';

const fromStream = 1000;

/** All of a body. */
export async function wholeBody(body: Answer['body']): Promise<Buffer> {
	if (typeof body === 'string') return Buffer.from(body);
	return Buffer.isBuffer(body) ? body : await buffer(body);
}

/** The beginning of a body, and how much would follow; for a stream, as much again. */
export async function firstBytes(
	body: Answer['body'],
	bytes: number | undefined,
): Promise<{ part: Buffer; rest: number }> {
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		const whole = Buffer.from(body);
		const part = whole.subarray(0, bytes ?? Math.floor(whole.length / 2));
		return { part, rest: whole.length - part.length };
	}
	const wanted = bytes ?? fromStream;
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= wanted) break;
	}
	const part = Buffer.concat(chunks).subarray(0, wanted);
	return { part, rest: part.length };
}
