import type { RetryAfter } from '../behaviour';
import type { EnvelopeStatus } from '../http/refusal';
import type { RouteName } from '../routes/route';

/** Any status; without a body an envelope that suits it. */
export interface StatusFault {
	kind: 'status';
	status: number;
	/** A text or bytes as they are (`''`: nothing), anything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** 429, to be repeated after a while. */
export interface RateLimitFault {
	kind: 'rateLimit';
	/** How `Retry-After` is written. Default `seconds`. */
	retryAfter?: RetryAfter;
	/** Default 1. */
	seconds?: number;
}

/** A failure that only the envelope tells. */
export interface FailedEnvelopeFault {
	kind: 'failedEnvelope';
	/** Default FAILED. */
	status?: EnvelopeStatus;
	/** Default 200. */
	httpStatus?: number;
	message?: string;
	validationMessages?: string[];
}

/** A page for people, as gateways and captive portals send it. */
export interface HtmlFault {
	kind: 'html';
	/** Default 502. */
	status?: number;
}

/** The connection breaks before the answer. */
export interface ResetFault {
	kind: 'reset';
}

/** The answer breaks off. */
export interface TruncateFault {
	kind: 'truncate';
	/**
	 * `length` promises all of it in `Content-Length` (default), `chunked` promises an end, `close` nothing: the body ends
	 * with the connection.
	 */
	how?: 'length' | 'chunked' | 'close';
	/** How much comes; default: half, or 1000 bytes of a stream. */
	bytes?: number;
	/** Whether the connection is closed politely (default) or reset. */
	ending?: 'close' | 'reset';
}

/** No answer, ever; or, with `bytes`, none beyond those. */
export interface HangFault {
	kind: 'hang';
	bytes?: number;
}

/** The right answer, late. */
export interface SlowFault {
	kind: 'slow';
	ms: number;
}

/** JSON that ends in the middle, properly sent. */
export interface UnparsableFault {
	kind: 'unparsable';
}

/** Nothing where an answer should be. */
export interface EmptyBodyFault {
	kind: 'emptyBody';
	/** Default 200. */
	status?: number;
}

/** The right answer, changed: what `change` makes of the parsed JSON is sent, a text as it is. */
export interface AlterFault {
	kind: 'alter';
	change: (body: unknown) => unknown;
}

/** The right answer, a byte at a time. */
export interface TrickleFault {
	kind: 'trickle';
	/** Milliseconds between two bytes. */
	everyMs: number;
	/** How much comes at once at first. Default 0. */
	bytes?: number;
	/** Headers that never end, so that the body does not begin. */
	head?: boolean;
}

/** The right answer, compressed. */
export interface GzipFault {
	kind: 'gzip';
	/** So many spaces follow it: still the right answer, but large once it is unpacked. Default 0. */
	padding?: number;
}

/** `Content-Length` is smaller than what is sent. */
export interface WrongLengthFault {
	kind: 'wrongLength';
}

/** This and every other token is dead from now on; the request is answered 401. */
export interface ExpireTokenFault {
	kind: 'expireToken' | 'revoke';
}

export type Fault =
	| StatusFault
	| RateLimitFault
	| FailedEnvelopeFault
	| HtmlFault
	| ResetFault
	| TruncateFault
	| HangFault
	| SlowFault
	| UnparsableFault
	| AlterFault
	| TrickleFault
	| GzipFault
	| EmptyBodyFault
	| WrongLengthFault
	| ExpireTokenFault;

/** Which requests a fault befalls. */
export interface Target {
	/** `api`: every route but tokens (default); `any`: those too. */
	route?: RouteName | 'api' | 'any';
	/** Only requests for this page. */
	pageNumber?: number;
	/** How often; `Infinity` for always. Default 1. */
	times?: number;
	/** How many requests that fit are spared first. Default 0. */
	after?: number;
}

export type FaultRule = Fault & Target;
