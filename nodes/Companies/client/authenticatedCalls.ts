import { DateTime } from 'luxon';

import type { Access, CallingContext } from './credential';
import { ApiFailure } from './failure';
import type { Fault, Outcome } from './outcome';
import { redact } from './redact';
import { Retrier } from './retrier';
import type { CallHistory } from './retry';
import { retryAfterMs } from './retry';
import { Throttle } from './throttle';
import { TIMING } from './timing';
import { TokenKeeper } from './tokenKeeper';
import { withinTime } from './wait';

/** What a client may take. */
export interface Limits {
	/** How long all waits of one call together may take, in milliseconds. */
	patienceMs?: number;
}

/** Sends calls with a token that works, each until it succeeds or repeating is useless. */
export class AuthenticatedCalls {
	private readonly tokens: TokenKeeper;
	private readonly retrier: Retrier;
	private readonly signal?: AbortSignal;
	/** The request for a new token that all calls wait for. */
	private renewal?: Promise<void>;

	/** @param concurrency how many requests may be in flight at once */
	constructor(
		context: CallingContext,
		private readonly access: Access,
		concurrency: number,
		limits: Limits,
	) {
		this.tokens = new TokenKeeper(context, access);
		this.retrier = new Retrier(
			new Throttle(concurrency),
			(fault, history) => this.failure(fault, history),
			limits.patienceMs,
		);
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}

	/**
	 * Sends a call with the latest token; one that is refused for its token is sent once more with a new one.
	 *
	 * @param attempt sends it once
	 * @param abandoned aborted when nobody wants the answer any more
	 * @throws ApiFailure
	 */
	async send<T>(attempt: () => Promise<Outcome<T>>, abandoned?: AbortSignal): Promise<T> {
		let generation = 0;
		let isRenewed = false;
		const value = await this.retrier.send({
			isOver: () => this.signal?.aborted === true || abandoned?.aborted === true,
			ready: async () => {
				if (this.tokens.isStale) await this.renewSince(0);
				else await this.renewal;
			},
			attempt: async () => {
				generation = this.tokens.generation;
				return await attempt();
			},
			remedy: async (fault) => {
				if (isRenewed || !this.tokens.mayHelp(fault, generation)) return false;
				isRenewed = true;
				await this.renewSince(generation);
				return true;
			},
		});
		this.tokens.prove();
		return value;
	}

	/** See {@link Retrier.expectNobody}. */
	expectNobody(): void {
		this.retrier.expectNobody();
	}

	/** Waits for a request, but not longer than n8n should need for the first token and for the request together. */
	async bounded<T>(request: Promise<T>): Promise<T> {
		if (!this.tokens.isMissing) return await request;
		return await withinTime(request, 2 * TIMING.silenceMs, () => this.signal?.aborted === true);
	}

	/** Fetches a new token unless that has happened since the given one; all calls share one request. */
	private async renewSince(generation: number): Promise<void> {
		if (generation < this.tokens.generation) return;
		const isOver = () => this.signal?.aborted === true;
		this.renewal ??= this.retrier
			.send({ isOver, attempt: async () => await this.tokens.fetch(isOver) })
			.finally(() => (this.renewal = undefined));
		await this.renewal;
	}

	private failure(fault: Fault, history: CallHistory): ApiFailure {
		return new ApiFailure(fault.kind, {
			httpCode: fault.httpCode,
			status: fault.status,
			words: redact(fault.words ?? [], this.access.secrets),
			reason: fault.reason && redact([fault.reason], this.access.secrets)[0],
			attempts: 1 + history.repeats + history.rateLimits,
			waitedMs: history.waitedMs,
			retryAfterMs: retryAfterMs(fault.retryAfter, DateTime.now()),
			baseUrl: this.access.baseUrl,
		});
	}
}
