import '../engine/harness/environment';
import { ExecuteContext } from 'n8n-core';
import { createEmptyRunExecutionData, type IN8nHttpFullResponse } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { KeepnetClient } from '../../nodes/Companies/transport/client';
import { readThrown } from '../../nodes/Companies/transport/thrown';
import { StoredCredential } from '../engine/harness';
import { additionalDataFor, createWorkflow, setUp } from '../engine/harness/setup';

/** What a client is called and how it proves it. */
export interface Login {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
}

/** How many requests are on their way at the same time. */
const CONCURRENCY = 2;
/** Headers about limits that are told by name: any other may have a name of its own in it. */
const LIMIT_HEADER =
	/^(?:retry-after|(?:x-)?rate-?limit(?:-(?:limit|remaining|reset|policy|used))?(?:-(?:second|minute|hour|day))?)$/i;

/** What the requests showed besides their answers. */
export interface Watch {
	/** Sent so far, with those for a token and those that were repeated. */
	requests: number;
	limited: number;
	/** Names of headers about limits. */
	limitHeaders: Set<string>;
	isOverBudget: boolean;
	/** Names in the envelope of the first answer. */
	envelope: string[];
}

/** The first call: its answer is small, and every role gets one. */
export const FIRST_PATH = '/api/companies/my';

function namesIn(text: string): string[] {
	try {
		return Object.keys(JSON.parse(text) as object);
	} catch {
		return [];
	}
}

/** Reads an answer, and gives the same one to whoever reads it next. */
async function readAhead(answer: IN8nHttpFullResponse): Promise<string> {
	const bytes = await buffer(answer.body as Readable);
	answer.body = Readable.from([bytes]);
	return bytes.toString('utf8');
}

/** Why the client waits before it sends a request again. */
export type Delay = 'noAnswer' | 'rateLimit';

export interface ConnectionOptions {
	/** How many requests may be sent at most. */
	budget: number;
	signal: AbortSignal;
	/** Called after each request that is sent again after a wait. */
	onDelay?: (why: Delay) => void;
}

type Helpers = ExecuteContext['helpers'];

/** Counts the requests of a context, and calls `stop` in place of one too many. */
function watchRequests(
	{ helpers }: { helpers: Helpers },
	{ budget, signal, onDelay }: ConnectionOptions,
	stop: () => void,
): Watch {
	const watch: Watch = {
		requests: 0,
		limited: 0,
		limitHeaders: new Set(),
		isOverBudget: false,
		envelope: [],
	};
	/** Counts what is sent, and notes where nothing answers. */
	async function counted<T>(sending: () => Promise<T>): Promise<T> {
		if (watch.requests >= budget) {
			watch.isOverBudget = true;
			stop();
		} else watch.requests++;
		try {
			return await sending();
		} catch (error) {
			if (!signal.aborted && readThrown(error).isOutage) onDelay?.('noAnswer');
			throw error;
		}
	}
	const { httpRequestWithAuthentication: send, refreshOAuth2Token: fetchToken } = helpers;
	helpers.refreshOAuth2Token = async function (...args) {
		return await counted(async () => await fetchToken.apply(this, args));
	};
	helpers.httpRequestWithAuthentication = async function (...args) {
		const answer = (await counted(
			async () => await send.apply(this, args),
		)) as IN8nHttpFullResponse;
		if (args[1].url.endsWith(FIRST_PATH)) watch.envelope = namesIn(await readAhead(answer));
		if (answer.statusCode === 429) {
			watch.limited++;
			onDelay?.('rateLimit');
		}
		for (const name of Object.keys(answer.headers ?? {})) {
			if (LIMIT_HEADER.test(name)) watch.limitHeaders.add(name.toLowerCase());
		}
		return answer;
	};
	return watch;
}

/** The package's own client, in a context of n8n's engine. */
export interface Connection {
	client: KeepnetClient;
	credential: StoredCredential;
	watch: Watch;
	signal: AbortSignal;
}

/**
 * Sends nothing yet.
 *
 * @throws ApiError for a base URL that is none
 */
export async function connect(login: Login, options: ConnectionOptions): Promise<Connection> {
	const credential = new StoredCredential({ ...login });
	const setup = await setUp({ credential, timezone: 'UTC' });
	const overBudget = new AbortController();
	const signal = AbortSignal.any([options.signal, overBudget.signal]);
	const context = new ExecuteContext(
		createWorkflow(setup),
		setup.node,
		additionalDataFor(setup, 'manual'),
		'manual',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node: setup.node, data: {}, source: null },
		[],
		signal,
	);
	const watch = watchRequests(context, options, () => overBudget.abort());
	return { client: await KeepnetClient.create(context, CONCURRENCY), credential, watch, signal };
}
