import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import type { Limits } from './authenticatedCalls';
import { AuthenticatedCalls } from './authenticatedCalls';
import type { Access, CallingContext } from './credential';
import { CREDENTIAL_NAME, readAccess } from './credential';
import { readEnvelope } from './envelope';
import type { Outcome } from './outcome';
import { judge } from './outcome';
import { whileTalking } from './silence';
import { readThrown } from './thrown';
import { TIMING } from './timing';

export type { Limits } from './authenticatedCalls';

/** A stream as n8n's helpers give and take it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** An answer whose body has not been read yet. */
export interface StreamedAnswer {
	httpCode: number;
	headers: IDataObject;
	body: ByteStream;
}

/** Makes a value of an envelope's `data`; undefined where it has not the shape that was asked for. */
export type ReadData<T> = (data: unknown) => T | undefined;

/**
 * The only place that talks HTTP: one authenticated call, repeated while that can help, its envelope opened.
 * Every call throws ApiFailure and nothing else.
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
			async () => await this.exchange({ method: 'GET', url: path }, read),
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
		return await this.calls.send(async () => await this.exchange(options, read), abandoned);
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
		return await this.calls.send(async () => {
			const response = await this.request({
				method: 'POST',
				url: path,
				body: body as IDataObject,
				encoding: 'stream',
				// A compressed file could not be told from something else by its first bytes.
				headers: { 'Accept-Encoding': 'identity' },
			});
			const { statusCode: httpCode, headers } = response;
			const stream = response.body as ByteStream;
			const { value: outcome, fellSilent } = await whileTalking(
				stream,
				async () => await receive({ httpCode, headers, body: stream }).catch(readThrown),
			);
			return fellSilent ? { success: false, kind: 'timeout' } : outcome;
		});
	}

	/**
	 * To be called after a server that could not be reached has outlasted all repeats: whoever comes next need not wait as
	 * long to hear the same. Calls are repeated again as soon as one is answered.
	 */
	expectNobody(): void {
		this.calls.expectNobody();
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
		const { httpRequestWithAuthentication } = this.context.helpers;
		const response: Promise<IN8nHttpFullResponse> = httpRequestWithAuthentication.call(
			this.context,
			CREDENTIAL_NAME,
			{
				...options,
				url: this.access.baseUrl + options.url,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// The token must not follow to another host.
				disableFollowRedirect: true,
				skipSslCertificateValidation: this.access.ignoreSslIssues,
				timeout: TIMING.silenceMs,
			},
		);
		return await this.calls.bounded(response);
	}
}
