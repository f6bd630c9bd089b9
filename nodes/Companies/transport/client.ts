import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import { redact } from '../errors/redact';
import { LIMITS, TIMING } from '../limits';
import { AuthenticatedCalls, type CallLimits, type CallSettings } from './calls';
import { CREDENTIAL_NAME, readAccess, readSecrets, type Access } from './credential';
import { classifyResponse, readEnvelope } from './response';
import { abortError, untilAborted, type Cutoff } from './signals';
import { readBody, withIdleTimeout, type ByteStream } from './stream';
import { readThrown } from './thrown';

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
	httpCode: number;
	headers: IDataObject;
	body: ByteStream;
}

/** Reads an answer, or stores it. Anything but an ApiError that it throws although the connection holds is a bug. */
export type Receive<T> = (answer: StreamedAnswer) => Promise<T>;

/** Makes a value of an envelope's `data`; undefined where it does not have the expected shape. */
export type ReadData<T> = (data: unknown) => T | undefined;

/**
 * The same context as n8n sees it in a request: it takes the signal and the credential from there. n8n would read the
 * credential anew for every request, and work out its expressions in a new JavaScript engine each time.
 */
const forRequest = ({ context, credential }: Access, signal: AbortSignal): Access['context'] =>
	Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
		getCredentials: { value: async () => ({ ...credential }) },
	});

/** A request, and how long the first byte of its answer may take. */
interface Exchange {
	options: IHttpRequestOptions;
	firstByteMs: number;
}

const postRequest = (url: string, body: object): IHttpRequestOptions => ({
	method: 'POST',
	url,
	body: body as IDataObject,
});

async function readData<T>(
	{ httpCode, headers, body }: StreamedAnswer,
	read: ReadData<T>,
): Promise<T> {
	const text = await readBody(body);
	const envelope = readEnvelope(text);
	const error = classifyResponse(httpCode, envelope, headers['retry-after'], text);
	if (error) throw error;
	const value = read(envelope?.data);
	if (value !== undefined) return value;
	throw new ApiError('unusable', {
		httpCode,
		reason: 'the answer lacks the data that was asked for',
	});
}

/**
 * The only place that talks HTTP: one authenticated call, retried while that can help, its envelope opened.
 * A call throws ApiError; anything else that it throws is a bug of this package.
 */
export class KeepnetClient {
	private constructor(
		private readonly access: Access,
		private readonly calls: AuthenticatedCalls,
		private readonly settings: CallSettings = {},
	) {}

	/**
	 * @param concurrency how many requests may be in flight at once
	 * @param limits for callers that have less time than an execution
	 * @throws ApiError for a wrong Base URL, and what n8n throws for a credential that is missing
	 */
	static async create(
		context: Access['context'],
		concurrency: number,
		limits: CallLimits = {},
	): Promise<KeepnetClient> {
		const access = await readAccess(context);
		const calls = new AuthenticatedCalls(access, concurrency, limits);
		return new KeepnetClient(access, calls);
	}

	/** The same client for requests that may be the reason why the server fails: a failure is retried once. */
	get probing(): KeepnetClient {
		return new KeepnetClient(this.access, this.calls, { maxServerRetries: 1 });
	}

	/** The same client for the retries that a call has left after this failure of the server. */
	goingOnAfter({ details: before }: ApiError): KeepnetClient {
		return new KeepnetClient(this.access, this.calls, { before });
	}

	/** The same client for calls that are pointless if another one fails, and whose retries wait for its end. */
	beside(leader: Promise<unknown>): KeepnetClient {
		return new KeepnetClient(this.access, this.calls, { leader });
	}

	/**
	 * @param read its undefined is a transient error: the call is retried
	 * @param maxRetries fewer than usual, for an answer that is not worth a long wait
	 */
	async get<T>(path: string, read: ReadData<T>, maxRetries?: number): Promise<T> {
		const options: IHttpRequestOptions = { method: 'GET', url: path };
		const exchange = { options, firstByteMs: TIMING.idleTimeoutMs };
		return await this.call(path, () => exchange, read, { maxRetries });
	}

	/**
	 * Like {@link get}, for a page of a list, which may take longer.
	 *
	 * @param nextBody makes the body of each attempt, right before it is sent: a server that fails may be able to answer another
	 * request. It may also be asked for one more after a rate limit or for a new token
	 * @param abandoned aborted when nobody wants the answer any more: then it is neither retried nor waited for
	 */
	async post<T>(
		path: string,
		nextBody: () => object,
		read: ReadData<T>,
		abandoned?: AbortSignal,
	): Promise<T> {
		const nextExchange = () => ({
			options: postRequest(path, nextBody()),
			firstByteMs: TIMING.firstByteOfListMs,
		});
		return await this.call(path, nextExchange, read, { abandoned });
	}

	/** @param receive stores a file, whose body is unread; a file that broke off is asked for again */
	async download<T>(path: string, body: object, receive: Receive<T>): Promise<T> {
		// The first bytes of a compressed file do not show what it is.
		const headers = { 'Accept-Encoding': 'identity' };
		const options = { ...postRequest(path, body), headers };
		const exchange = { options, firstByteMs: TIMING.firstByteOfFileMs };
		const store = async (answer: StreamedAnswer) =>
			await receive({ ...answer, headers: await this.withoutSecrets(answer.headers) });
		return await this.calls.send(
			path,
			async (cutoff) => await this.exchange(exchange, cutoff, store),
			this.settings,
		);
	}

	/** Call after an outage that outlasted all retries, so that later calls fail fast until one is answered. */
	openCircuit(): void {
		this.calls.retrier.openCircuit();
	}

	private async call<T>(
		path: string,
		nextExchange: () => Exchange,
		read: ReadData<T>,
		settings: CallSettings,
	): Promise<T> {
		const receive = async (answer: StreamedAnswer) => await readData(answer, read);
		const attempt = async (cutoff: Cutoff) => {
			cutoff.after(LIMITS.maxAnswerMs, 'the answer was not complete after');
			const { options, firstByteMs } = nextExchange();
			return await this.exchange(
				{ options: { ...options, json: true }, firstByteMs },
				cutoff,
				receive,
			);
		};
		return await this.calls.send(path, attempt, { ...this.settings, ...settings });
	}

	/** The name of a file comes in a header. */
	private async withoutSecrets(headers: IDataObject): Promise<IDataObject> {
		const disposition = headers['content-disposition'];
		if (typeof disposition !== 'string') return headers;
		const text = disposition.slice(0, LIMITS.maxServerText);
		return { ...headers, 'content-disposition': redact(text, await readSecrets(this.access)) };
	}

	/** Sends a request and has its answer received; what of it is unread after that is dropped. */
	private async exchange<T>(exchange: Exchange, cutoff: Cutoff, receive: Receive<T>): Promise<T> {
		// Some servers send the head at once, and work before they send the body.
		const callOff = cutoff.after(exchange.firstByteMs, 'no answer came within');
		const answer = await this.request(exchange, cutoff.signal);
		try {
			return await withIdleTimeout(answer.body, cutoff, callOff, async () => await receive(answer));
		} finally {
			if (!answer.body.readableEnded) cutoff.cut();
		}
	}

	/** @returns the answer as soon as its head is there */
	private async request(
		{ options, firstByteMs }: Exchange,
		signal: AbortSignal,
	): Promise<StreamedAnswer> {
		const { context, baseUrl, ignoreSslIssues } = this.access;
		const { httpRequestWithAuthentication } = context.helpers;
		const response: Promise<IN8nHttpFullResponse> = httpRequestWithAuthentication.call(
			forRequest(this.access, signal),
			CREDENTIAL_NAME,
			{
				...options,
				url: baseUrl + options.url,
				encoding: 'stream',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// The token must not follow to another host.
				disableFollowRedirect: true,
				skipSslCertificateValidation: ignoreSslIssues,
				// The signal ends the request in time. n8n's own limit, five minutes by default, must not come before it.
				timeout: 2 * firstByteMs,
			},
		);
		try {
			const { statusCode: httpCode, headers, body } = await untilAborted(response, signal);
			return { httpCode, headers, body: body as ByteStream };
		} catch (error) {
			throw signal.aborted ? abortError(signal) : readThrown(error);
		}
	}
}
