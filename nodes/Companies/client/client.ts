import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME, readAccess } from './credential';
import { readEnvelope } from './envelope';
import { ApiFailure } from './failure';
import type { Fault, Outcome } from './outcome';
import { judge } from './outcome';
import { Persistence } from './persistence';
import { redact } from './redact';
import type { CallHistory } from './retry';
import { retryAfterMs } from './retry';
import { Throttle } from './throttle';
import { TIMING } from './timing';
import { TokenKeeper } from './tokenKeeper';

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
	httpCode: number;
	headers: IDataObject;
	body: NodeJS.ReadableStream;
}

/** Makes a value of an envelope's `data`; undefined where it has not the shape that was asked for. */
export type ReadData<T> = (data: unknown) => T | undefined;

/** What a client may take. */
export interface Limits {
	/** How long all waits of one call together may take, in milliseconds. */
	patienceMs?: number;
}

/**
 * The only place that talks HTTP: one authenticated call, repeated while that can help, its envelope opened.
 * Every method throws {@link ApiFailure} and nothing else.
 */
export class KeepnetClient {
	private readonly tokens: TokenKeeper;
	private readonly persistence: Persistence;
	private readonly signal?: AbortSignal;
	/** The request for a new token that all calls wait for. */
	private renewal?: Promise<void>;

	private constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
		throttle: Throttle,
		limits: Limits,
	) {
		this.tokens = new TokenKeeper(context, access);
		const toFailure = (fault: Fault, history: CallHistory) => this.failure(fault, history);
		this.persistence = new Persistence(throttle, toFailure, limits.patienceMs);
		this.signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	}

	/**
	 * @param concurrency how many requests may be in flight at once
	 * @param limits for who has less time than an execution
	 */
	static async create(
		context: CallingContext,
		concurrency: number,
		limits: Limits = {},
	): Promise<KeepnetClient> {
		const access = await readAccess(context);
		const client = new KeepnetClient(context, access, new Throttle(concurrency), limits);
		if (client.tokens.isStale) await client.renewSince(0);
		return client;
	}

	/**
	 * @param read makes a value of the envelope's `data`; undefined says that it is not what was asked for, and the call
	 * is repeated like any other that passes
	 */
	async get<T>(path: string, read: ReadData<T>): Promise<T> {
		return await this.send(async () => await this.exchange({ method: 'GET', url: path }, read));
	}

	/**
	 * Like {@link get}, with a body.
	 *
	 * @param abandoned aborted when nobody wants the answer any more: then the call is neither repeated nor waited for
	 */
	async post<T>(
		path: string,
		body: object,
		read: ReadData<T>,
		abandoned?: AbortSignal,
	): Promise<T> {
		const options: IHttpRequestOptions = { method: 'POST', url: path, body: body as IDataObject };
		return await this.send(async () => await this.exchange(options, read), abandoned);
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
		return await this.send(async () => {
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

	/** Sends a call with the latest token; one that is refused for its token is sent once more with a new one. */
	private async send<T>(attempt: () => Promise<Outcome<T>>, abandoned?: AbortSignal): Promise<T> {
		let generation = 0;
		let isRenewed = false;
		const value = await this.persistence.send({
			isOver: () => this.signal?.aborted === true || abandoned?.aborted === true,
			ready: async () => await this.renewal,
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

	/** Fetches a new token unless that has happened since the given one; all calls share one request. */
	private async renewSince(generation: number): Promise<void> {
		if (generation < this.tokens.generation) return;
		this.renewal ??= this.persistence
			.send({
				isOver: () => this.signal?.aborted === true,
				attempt: async () => await this.tokens.fetch(),
			})
			.finally(() => (this.renewal = undefined));
		await this.renewal;
	}

	private failure(fault: Fault, history: CallHistory): ApiFailure {
		return new ApiFailure(fault.kind, {
			httpCode: fault.httpCode,
			status: fault.status,
			words: redact(fault.words ?? [], this.access.secrets),
			reason: fault.reason,
			attempts: 1 + history.repeats + history.rateLimits,
			waitedMs: history.waitedMs,
			retryAfterMs: retryAfterMs(fault.retryAfter, DateTime.now()),
			address: this.access.baseUrl,
		});
	}
}
