import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import { LIMITS, TIMING } from '../limits';
import { abortError, after, onAbort, timeoutError, type Cutoff } from './signals';
import { readThrown } from './thrown';

/** A stream as n8n's helpers return and take it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** A chunk that a stream gives, whether it is read as bytes or as text. */
export const bytesOf = (chunk: unknown) =>
	Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));

/**
 * Reads a body as text, unpacked.
 *
 * @throws ApiError for more than `LIMITS.maxAnswerBytes`, and what the stream throws
 */
export async function readBody(body: ByteStream): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		const bytes = bytesOf(chunk);
		size += bytes.length;
		if (size > LIMITS.maxAnswerBytes) throw new ApiError('tooLarge');
		chunks.push(bytes);
	}
	return Buffer.concat(chunks)
		.toString('utf8')
		.replace(/^\uFEFF/, '');
}

/** Sees events without reading: a listener would start the flow before the reader is ready. */
function observe(stream: ByteStream, onEvent: (event: string | symbol) => void): void {
	const { emit } = stream;
	stream.emit = (event: string | symbol, ...values: unknown[]) => {
		onEvent(event);
		return emit.call(stream, event, ...values);
	};
}

/** In n8n 2.x `destroy` alone waits for the next chunk of a stream behind this one, so the reader hears of it first. */
export function breakOff(stream: ByteStream, error = new Error('aborted')): void {
	stream.emit('error', error);
	stream.destroy(error);
}

/**
 * Ends an exchange whose stream has begun and then stops for too long.
 *
 * @param onFirstByte runs once the first byte has come, or the end
 */
function watchIdle(stream: ByteStream, cutoff: Cutoff, onFirstByte: () => void) {
	let lastDataAt = 0;
	let hasBegun = false;
	const watch = { hasEnded: false, stop: () => {} };
	const check = () => {
		if (watch.hasEnded) return;
		const leftMs = lastDataAt + TIMING.idleTimeoutMs - performance.now();
		if (leftMs > 0) watch.stop = after(leftMs, check);
		else cutoff.cut(timeoutError('the answer stopped for', TIMING.idleTimeoutMs));
	};
	observe(stream, (event) => {
		if (event !== 'data' && event !== 'end') return;
		lastDataAt = performance.now();
		// Once all is there, the server has no part in how long the use of it takes.
		watch.hasEnded = event === 'end';
		if (hasBegun) return;
		hasBegun = true;
		onFirstByte();
		check();
	});
	return watch;
}

/**
 * Uses a stream, and breaks it off when nothing more comes for too long.
 *
 * @param cutoff ends the stream, and is ended by the idle timeout
 * @param onFirstByte as for {@link watchIdle}; until then there is no idle timeout
 * @throws ApiError where the stream does not come to its end, and what the use of it throws
 */
export async function withIdleTimeout<T>(
	stream: ByteStream,
	cutoff: Cutoff,
	onFirstByte: () => void,
	use: () => Promise<T>,
): Promise<T> {
	const { signal } = cutoff;
	stream.on('error', () => undefined);
	const watch = watchIdle(stream, cutoff, onFirstByte);
	const stopListening = onAbort(signal, () => breakOff(stream));
	try {
		const result = await use();
		signal.throwIfAborted();
		return result;
	} catch (error) {
		if (signal.aborted) throw abortError(signal);
		const isOfNetwork = !watch.hasEnded && stream.destroyed && !(error instanceof ApiError);
		throw isOfNetwork ? readThrown(error) : error;
	} finally {
		watch.stop();
		stopListening();
	}
}
