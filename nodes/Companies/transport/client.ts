import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { LIMITS } from '../limits';
import type { Limits } from './authenticatedCalls';
import { AuthenticatedCalls } from './authenticatedCalls';
import type { ByteStream } from './body';
import { readBody } from './body';
import { withSignal } from './contexts';
import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME, readAccess } from './credential';
import type { Cutoff } from './cutoff';
import { readEnvelope } from './envelope';
import type { Fault, Outcome } from './outcome';
import { judge } from './outcome';
import { redact } from './redact';
import { readSecrets } from './secrets';
import { withIdleTimeout } from './idleTimeout';
import { readThrown } from './thrown';
import { TIMING } from './timing';
import { untilAborted } from './wait';

export type { Limits } from './authenticatedCalls';
export type { ByteStream } from './body';

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
	httpCode: number;
	headers: IDataObject;
	body: ByteStream;
}

/** Reads an answer, or stores it. What it throws although the connection holds is a bug. */
type Receive<T> = (answer: StreamedAnswer) => Promise<Outcome<T>>;

/** Makes a value of an envelope's `data`; undefined where it has not the shape that was asked for. */
export type ReadData<T> = (data: unknown) => T | undefined;

const late = (): Fault => ({
	success: false,
	kind: 'timeout',
	reason: `the answer was not complete after ${Math.round(LIMITS.maxAnswerMs / 1000)} s`,
});

/**
 * The only place that talks HTTP: one authenticated call, repeated while that can help, its envelope opened.
 * A call throws ApiError; anything else that it throws is a bug of this package.
 */
export class KeepnetClient {
	private constructor(
		private readonly context: CallingContext,
		private readonly access: Access,
		private readonly calls: AuthenticatedCalls,
	) {}

	/**
	 * @param concurrency how many requests may be in flight at once
	 * @param limits for who has less time than an execution
	 * @throws what n8n throws for a credential that is missing
	 */
	static async create(
		context: CallingContext,
		concurrency: number,
		limits: Limits = {},
	): Promise<KeepnetClient> {
		const access = await readAccess(context);
		const calls = new AuthenticatedCalls(context, access, concurrency, limits);
		return new KeepnetClient(context, access, calls);
	}

	/**
	 * @param read makes a value of the envelope's `data`; undefined says that it is not what was asked for, and the call
	 * is repeated like any other that passes
	 */
	async get<T>(path: string, read: ReadData<T>): Promise<T> {
		return await this.calls.send(
			path,
			async (cutoff) => await this.exchange({ method: 'GET', url: path }, read, cutoff),
		);
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
		return await this.calls.send(
			path,
			async (cutoff) => await this.exchange(options, read, cutoff),
			abandoned,
		);
	}

	/**
	 * Asks for a file. The receiver stores it and says how that ended; a file that broke off is asked for again.
	 *
	 * @param receive gets the answer with its body unread
	 */
	async download<T>(path: string, body: object, receive: Receive<T>): Promise<T> {
		const options: IHttpRequestOptions = {
			method: 'POST',
			url: path,
			body: body as IDataObject,
			// A compressed file could not be told from something else by its first bytes.
			headers: { 'Accept-Encoding': 'identity' },
		};
		return await this.calls.send(path, async (cutoff) => {
			const callOff = cutoff.after(LIMITS.maxAnswerMs);
			return await this.request(options, cutoff, async (answer) => {
				// How long a file takes depends on its size.
				callOff();
				return await receive({ ...answer, headers: await this.withoutSecrets(answer.headers) });
			});
		});
	}

	/**
	 * Call after an outage that outlasted all retries, so that later calls fail fast. The circuit closes again as soon as a
	 * call is answered.
	 */
	openCircuit(): void {
		this.calls.openCircuit();
	}

	private async exchange<T>(
		options: IHttpRequestOptions,
		read: ReadData<T>,
		cutoff: Cutoff,
	): Promise<Outcome<T>> {
		cutoff.after(LIMITS.maxAnswerMs);
		return await this.request({ ...options, json: true }, cutoff, async (answer) => {
			const text = await readBody(answer.body);
			if (!text.success) return text;
			const outcome = judge(
				answer.httpCode,
				readEnvelope(text.value),
				answer.headers['retry-after'] as string | undefined,
				text.value,
			);
			if (!outcome.success) return outcome;
			const value = read(outcome.value);
			return value === undefined
				? { success: false, kind: 'unusable', reason: 'the answer has not the data asked for' }
				: { success: true, value };
		});
	}

	/** The name of a file comes in a header. */
	private async withoutSecrets(headers: IDataObject): Promise<IDataObject> {
		const disposition = headers['content-disposition'];
		if (typeof disposition !== 'string') return headers;
		const secrets = await readSecrets(this.context, this.access);
		return {
			...headers,
			'content-disposition': redact(disposition.slice(0, LIMITS.maxServerText), secrets),
		};
	}

	/** Sends a request and has its answer received; whatever of it is unread after that is dropped. */
	private async request<T>(
		options: IHttpRequestOptions,
		cutoff: Cutoff,
		receive: Receive<T>,
	): Promise<Outcome<T>> {
		const head = await this.sendOnce(options, cutoff);
		if (!head.success) return head;
		const { body } = head.value;
		try {
			const outcome = await withIdleTimeout(
				body,
				cutoff.signal,
				async () => await receive(head.value),
			);
			return cutoff.timedOut ? late() : outcome;
		} finally {
			if (!body.readableEnded) cutoff.cut();
		}
	}

	/** @returns the answer as soon as its head is there */
	private async sendOnce(
		options: IHttpRequestOptions,
		cutoff: Cutoff,
	): Promise<Outcome<StreamedAnswer>> {
		const { signal } = cutoff;
		const { httpRequestWithAuthentication } = this.context.helpers;
		const response: Promise<IN8nHttpFullResponse> = httpRequestWithAuthentication.call(
			withSignal(this.context, signal),
			CREDENTIAL_NAME,
			{
				...options,
				url: this.access.baseUrl + options.url,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// The token must not follow to another host.
				disableFollowRedirect: true,
				skipSslCertificateValidation: this.access.ignoreSslIssues,
				timeout: TIMING.silenceMs,
			},
		);
		try {
			const { statusCode: httpCode, headers, body } = await untilAborted(response, signal);
			return { success: true, value: { httpCode, headers, body: body as ByteStream } };
		} catch (error) {
			return cutoff.timedOut ? late() : readThrown(error);
		}
	}
}
