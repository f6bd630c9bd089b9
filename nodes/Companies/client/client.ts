import { DateTime } from 'luxon';
import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME, readAccess } from './credential';
import { readEnvelope } from './envelope';
import { ApiFailure } from './failure';
import type { Fault, Outcome } from './outcome';
import { judge } from './outcome';
import { redact } from './redact';
import type { CallHistory } from './retry';
import { newCall, retryAfterMs, waitBeforeRepeat } from './retry';
import { readThrown } from './thrown';
import { Throttle } from './throttle';
import { TIMING } from './timing';
import { TokenKeeper } from './tokenKeeper';
import { wait } from './wait';

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
	httpCode: number;
	headers: IDataObject;
	body: NodeJS.ReadableStream;
}

/** Makes a value of an envelope's `data`; undefined where it has not the shape that was asked for. */
export type ReadData<T> = (data: unknown) => T | undefined;

/**
 * The only place that talks HTTP: one authenticated call, repeated while that can help, its envelope opened.
 * Every method throws {@link ApiFailure} and nothing else.
 */
export class KeepnetClient {
	private readonly tokens: TokenKeeper;
	private readonly signal?: AbortSignal;

	private constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
		private readonly throttle: Throttle,
	) {
		this.tokens = new TokenKeeper(context, access);
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}

	/**
	 * @param concurrency how many requests may be in flight at once
	 */
	static async create(context: CallingContext, concurrency: number): Promise<KeepnetClient> {
		const access = await readAccess(context);
		const client = new KeepnetClient(context, access, new Throttle(concurrency));
		await client.persist(async () => await client.tokens.prepare());
		return client;
	}

	/**
	 * @param read makes a value of the envelope's `data`; undefined says that it is not what was asked for, and the call
	 * is repeated like any other that passes
	 */
	async get<T>(path: string, read: ReadData<T>): Promise<T> {
		return await this.persist(async () => await this.exchange({ method: 'GET', url: path }, read));
	}

	/** Like {@link get}, with a body. */
	async post<T>(path: string, body: object, read: ReadData<T>): Promise<T> {
		const options: IHttpRequestOptions = { method: 'POST', url: path, body: body as IDataObject };
		return await this.persist(async () => await this.exchange(options, read));
	}

	/**
	 * Asks for a file. The receiver stores it and says how that ended; a file that broke off is asked for again.
	 *
	 * @param receive gets the answer with its body unread
	 */
	async download<T>(
		path: string,
		body: object,
		receive: (answer: StreamedAnswer) => Promise<Outcome<T>>,
	): Promise<T> {
		return await this.persist(async () => {
			const response = await this.request({
				method: 'POST',
				url: path,
				body: body as IDataObject,
				encoding: 'stream',
				headers: { 'Accept-Encoding': 'identity' },
			});
			return await receive({
				httpCode: response.statusCode,
				headers: response.headers,
				body: response.body as unknown as NodeJS.ReadableStream,
			});
		});
	}

	private async exchange<T>(options: IHttpRequestOptions, read: ReadData<T>): Promise<Outcome<T>> {
		const response = await this.request({ ...options, json: true, encoding: 'text' });
		const outcome = judge(
			response.statusCode,
			readEnvelope(String(response.body ?? '')),
			response.headers['retry-after'] as string | undefined,
		);
		if (!outcome.success) return outcome;
		const value = read(outcome.value);
		return value === undefined
			? { success: false, kind: 'unusable', reason: 'the answer has not the data asked for' }
			: { success: true, value };
	}

	private async request(options: IHttpRequestOptions): Promise<IN8nHttpFullResponse> {
		return (await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_NAME,
			{
				...options,
				url: this.access.baseUrl + options.url,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				skipSslCertificateValidation: this.access.ignoreSslIssues,
				timeout: TIMING.silenceMs,
			},
		)) as IN8nHttpFullResponse;
	}

	/** Sends a call until it succeeds or repeating is useless; a dead token is replaced on the way, once a call. */
	private async persist<T>(attempt: () => Promise<Outcome<T>>): Promise<T> {
		const history = newCall();
		let tokenTried = false;
		for (;;) {
			const generation = this.tokens.generation;
			const outcome = await this.throttle.run(async () => await this.try(attempt), this.signal);
			if (outcome.success) {
				this.throttle.speedUp();
				return outcome.value;
			}
			if (!tokenTried && this.isAboutToken(outcome, generation)) {
				tokenTried = true;
				await this.persist(async () => await this.tokens.renewSince(generation));
				continue;
			}
			await this.waitAfter(outcome, history);
		}
	}

	private isAboutToken(fault: Fault, generation: number): boolean {
		return fault.kind !== 'address' && this.tokens.mayRenew(fault.httpCode, generation);
	}

	private async try<T>(attempt: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
		if (this.signal?.aborted) return { success: false, kind: 'cancelled' };
		try {
			return await attempt();
		} catch (error) {
			return this.signal?.aborted ? { success: false, kind: 'cancelled' } : readThrown(error);
		}
	}

	private async waitAfter(fault: Fault, history: CallHistory): Promise<void> {
		const now = DateTime.now();
		const ms = waitBeforeRepeat(fault, history, Math.random(), now);
		if (ms === undefined) throw this.failure(fault, history, now);
		if (fault.kind === 'rateLimit') {
			history.rateLimits++;
			this.throttle.slowDown(ms);
		} else {
			history.repeats++;
			if (fault.kind === 'timeout') history.silences++;
		}
		history.waitedMs += ms;
		await wait(ms, this.signal);
	}

	private failure(fault: Fault, history: CallHistory, now: DateTime): ApiFailure {
		return new ApiFailure(fault.kind, {
			httpCode: fault.httpCode,
			status: fault.status,
			words: redact(fault.words ?? [], this.access.secrets),
			reason: fault.reason,
			attempts: 1 + history.repeats + history.rateLimits,
			waitedMs: history.waitedMs,
			retryAfterMs: retryAfterMs(fault.retryAfter, now),
			address: this.access.baseUrl,
		});
	}
}
