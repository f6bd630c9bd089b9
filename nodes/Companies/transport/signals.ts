import { sleep } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';

/** @param what e.g. `no answer came within` */
export const timeoutError = (what: string, ms: number) =>
	new ApiError('timeout', { reason: `${what} ${Math.round(ms / 1000)} s` });

/**
 * The error of a call that a signal has ended: the signal's own, or `cancelled`.
 *
 * @param signal aborted
 */
export const abortError = ({ reason }: AbortSignal): ApiError =>
	reason instanceof ApiError ? reason : new ApiError('cancelled');

/**
 * Calls back once the signal is aborted, at once if it is already.
 *
 * @returns stops listening: a listener that stays on a signal that lives for a whole run is a leak
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
	if (signal.aborted) callback();
	else signal.addEventListener('abort', callback, { once: true });
	return () => signal.removeEventListener('abort', callback);
}

/**
 * Calls back after `ms` milliseconds. The listener keeps the signal of the timeout: in Node.js 20, `AbortSignal.any` over it
 * would lose it at the next garbage collection, and never be aborted.
 *
 * @returns calls that off; unlike a `sleep`, which n8n 1.x cannot end, it leaves no timer behind
 */
export const after = (ms: number, callback: () => void) =>
	onAbort(AbortSignal.timeout(Math.ceil(ms)), callback);

/**
 * Waits for work that may never end, until the signal is aborted.
 *
 * @throws ApiError once the signal is aborted, and what the work throws
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stopListening = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		stopListening = onAbort(signal, () => reject(abortError(signal)));
	});
	return await Promise.race([aborted, work]).finally(stopListening);
}

/**
 * Waits `ms` milliseconds, whatever happens to the clock.
 *
 * @throws ApiError once the signal is aborted
 */
export async function wait(ms: number, signal: AbortSignal): Promise<void> {
	// n8n 1.x ignores the signal here: the timer runs out unused.
	await untilAborted(sleep(ms, signal), signal);
}

/** Ends an exchange with the server, or all of a poll: with what it belongs to, after a time, or once enough was read. */
export class Cutoff {
	private readonly controller = new AbortController();
	/** Aborted once the exchange has to end; goes to the request, so that n8n closes the connection. */
	readonly signal = this.controller.signal;
	private readonly releases: Array<() => void> = [];

	/** @param end ends the exchange at once */
	constructor(end: AbortSignal) {
		this.releases.push(onAbort(end, () => this.cut(end.reason)));
	}

	/**
	 * Ends the exchange after `ms` milliseconds.
	 *
	 * @param reason the error, or what as for {@link timeoutError}
	 * @returns calls that off
	 */
	after(ms: number, reason: ApiError | string): () => void {
		const errorFor = () => (typeof reason === 'string' ? timeoutError(reason, ms) : reason);
		const callOff = after(ms, () => this.cut(errorFor()));
		this.releases.push(callOff);
		return callOff;
	}

	/** Ends the exchange `ms` milliseconds after a signal. */
	soonAfter(signal: AbortSignal, ms: number): void {
		const start = () => this.releases.push(after(ms, () => this.cut()));
		this.releases.push(onAbort(signal, start));
	}

	cut(reason?: unknown): void {
		this.controller.abort(reason);
	}

	/** Removes all listeners and timers. */
	release(): void {
		this.releases.splice(0).forEach((release) => release());
	}
}
