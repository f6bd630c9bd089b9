import { sleep } from 'n8n-workflow';

import { TIMING } from './timing';

/** How often is looked whether a stream has fallen silent, in milliseconds; at most a fifth of the patience with it. */
const MOST_BETWEEN_LOOKS_MS = 1000;

/** The part of a Node.js stream that is used here. */
export interface TalkingStream {
	on(event: string, listener: () => void): unknown;
	emit(event: string | symbol, ...values: unknown[]): boolean;
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
function breakOff(stream: TalkingStream): void {
	const error = new Error('ETIMEDOUT');
	stream.on('error', () => undefined);
	stream.emit('error', error);
	stream.destroy(error);
}

/**
 * Uses a stream, and breaks it off when nothing comes for too long: the time-out of a request ends with the head of its
 * answer, so a body that stops would be waited for until the end of time.
 *
 * @returns what the use of it gave, and whether it was broken off
 */
export async function whileTalking<T>(
	stream: TalkingStream,
	use: () => Promise<T>,
): Promise<{ value: T; fellSilent: boolean }> {
	let heardAt = Date.now();
	let isOver = false;
	let fellSilent = false;
	notice(stream, (event) => {
		if (event === 'data') heardAt = Date.now();
		// All is there; how long the use of it takes is not for the server to answer.
		if (event === 'end') isOver = true;
	});
	const watch = async () => {
		while (!isOver && !fellSilent) {
			await sleep(Math.min(MOST_BETWEEN_LOOKS_MS, TIMING.silenceMs / 5));
			fellSilent = !isOver && Date.now() - heardAt > TIMING.silenceMs;
		}
		if (fellSilent) breakOff(stream);
	};
	void watch();
	try {
		const value = await use();
		return { value, fellSilent };
	} finally {
		isOver = true;
	}
}
