import { after } from './wait';

/** Ends one exchange with the server: with what it belongs to, after a time, or because enough was read. */
export class Cutoff {
	private readonly controller = new AbortController();
	private readonly releases: Array<() => void> = [];
	private isLate = false;

	/** @param call aborted when nobody wants the answer any more */
	constructor(call: AbortSignal) {
		this.follow(call, () => this.controller.abort(call.reason));
	}

	/** Aborted once the exchange has to end; goes to the request, so that n8n closes the connection. */
	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Whether its time was up. */
	get timedOut(): boolean {
		return this.isLate;
	}

	/**
	 * Ends the exchange after `ms` milliseconds.
	 *
	 * @returns calls that off
	 */
	after(ms: number): () => void {
		const callOff = after(ms, () => {
			this.isLate = true;
			this.cut();
		});
		this.releases.push(callOff);
		return callOff;
	}

	/** Ends the exchange `ms` milliseconds after a signal. */
	soonAfter(signal: AbortSignal, ms: number): void {
		this.follow(signal, () => this.releases.push(after(ms, () => this.cut())));
	}

	/** Ends the exchange now. */
	cut(): void {
		this.controller.abort();
	}

	/** Forgets the call and all times. */
	release(): void {
		this.releases.splice(0).forEach((release) => release());
	}

	private follow(signal: AbortSignal, end: () => void): void {
		if (signal.aborted) end();
		signal.addEventListener('abort', end, { once: true });
		this.releases.push(() => signal.removeEventListener('abort', end));
	}
}
