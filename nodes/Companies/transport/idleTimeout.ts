import type { Fault, Outcome } from './outcome';
import { readThrown } from './thrown';
import { TIMING } from './timing';
import { after } from './wait';

const silent = (): Fault => ({
	success: false,
	kind: 'timeout',
	reason: `the answer stopped for ${Math.round(TIMING.silenceMs / 1000)} s`,
});

/** The part of a Node.js stream that is used here. */
export interface TalkingStream {
	on(event: string, listener: () => void): unknown;
	emit(event: string | symbol, ...values: unknown[]): boolean;
	readonly destroyed: boolean;
	destroy(error?: Error): unknown;
}

/** Notices events without reading: a listener of its own would start the flow before anybody is ready for it. */
function notice(stream: TalkingStream, heard: (event: string | symbol) => void): void {
	const emit = stream.emit.bind(stream);
	stream.emit = (event, ...values) => {
		heard(event);
		return emit(event, ...values);
	};
}

/** In n8n 2.x `destroy` by itself waits for the next chunk of a stream behind this one, so the reader is told first. */
function breakOff(stream: TalkingStream, code: string): void {
	const error = new Error(code);
	stream.emit('error', error);
	stream.destroy(error);
}

/**
 * Uses a stream, and breaks it off when nothing comes for too long: the time-out of a request ends with the head of its
 * answer, so a body that stops would be waited for until the end of time.
 *
 * @param signal aborted when the stream is not to be used any more; it is broken off then too
 * @returns what the use of it gave, or why the stream did not come to its end
 * @throws what the use of it throws although the stream is well
 */
export async function withIdleTimeout<T>(
	stream: TalkingStream,
	signal: AbortSignal,
	use: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
	let heardAt = performance.now();
	let hasEnded = false;
	let fellSilent = false;
	stream.on('error', () => undefined);
	notice(stream, (event) => {
		if (event === 'data') heardAt = performance.now();
		// All is there; how long the use of it takes is not for the server to answer.
		if (event === 'end') hasEnded = true;
	});
	let stopLooking = () => {};
	const look = () => {
		if (hasEnded) return;
		const leftMs = heardAt + TIMING.silenceMs - performance.now();
		fellSilent = leftMs <= 0;
		if (fellSilent) breakOff(stream, 'ETIMEDOUT');
		else stopLooking = after(leftMs, look);
	};
	look();
	const abort = () => breakOff(stream, 'ABORT_ERR');
	signal.addEventListener('abort', abort, { once: true });
	if (signal.aborted) abort();
	try {
		const outcome = await use().catch((error: unknown) => {
			if (hasEnded || !stream.destroyed) throw error;
			return readThrown(error);
		});
		return fellSilent ? silent() : outcome;
	} finally {
		stopLooking();
		signal.removeEventListener('abort', abort);
	}
}
