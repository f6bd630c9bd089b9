import type { IExecuteFunctions } from 'n8n-workflow';

import { LIMITS } from '../limits';
import type { Outcome } from './outcome';

/** A stream as n8n's helpers give and take it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/**
 * Reads a body as text, unpacked, as far as `LIMITS.maxAnswerBytes`; leaves the rest unread.
 *
 * @throws what the stream throws
 */
export async function readBody(body: ByteStream): Promise<Outcome<string>> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		size += bytes.length;
		if (size > LIMITS.maxAnswerBytes) return { success: false, kind: 'tooLarge' };
		chunks.push(bytes);
	}
	return {
		success: true,
		value: Buffer.concat(chunks)
			.toString('utf8')
			.replace(/^\uFEFF/, ''),
	};
}
