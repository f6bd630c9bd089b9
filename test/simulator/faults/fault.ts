import type { RetryAfter } from '../behaviour';
import type { EnvelopeStatus } from '../http/refusal';
import type { RouteName } from '../routes/route';

/** Any status; without a body, a matching envelope. */
export interface StatusFault {
	kind: 'status';
	status: number;
	/** A text or bytes unchanged (`''`: empty), anything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
}

/** 429, to be retried later. */
export interface RateLimitFault {
	kind: 'rateLimit';
	/** How `Retry-After` is written. Default `seconds`. */
	retryAfter?: RetryAfter;
	/** Default 1. */
	seconds?: number;
}

/** A failure that only the envelope shows. */
export interface FailedEnvelopeFault {
	kind: 'failedEnvelope';
	/** Default FAILED. */
	status?: EnvelopeStatus;
	/** Default 200. */
	httpStatus?: number;
	message?: string;
	validationMessages?: string[];
}

/** An HTML page, as gateways and captive portals send it. */
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
	/** Bytes that are sent. Default: half, or 1000 bytes of a stream. */
	bytes?: number;
	/** Whether the connection is closed politely (default) or reset. */
	ending?: 'close' | 'reset';
}

/** No answer at all, or, with `bytes`, nothing after these. */
export interface HangFault {
	kind: 'hang';
	bytes?: number;
}

/** The right answer, late. */
export interface SlowFault {
	kind: 'slow';
	ms: number;
}

/** The right answer, with a pause in it: behind its head, or behind some bytes of its body. */
export interface PauseFault {
	kind: 'pause';
	ms: number;
	/** Default 0. */
	bytes?: number;
}

/** JSON that ends in the middle, properly sent. */
export interface UnparsableFault {
	kind: 'unparsable';
}

/** An empty body. */
export interface EmptyBodyFault {
	kind: 'emptyBody';
	/** Default 200. */
	status?: number;
}

/** The right answer, changed: sends what `change` returns for the parsed JSON; a text is sent unchanged. */
export interface AlterFault {
	kind: 'alter';
	change: (body: unknown) => unknown;
}

/** The right answer, a byte at a time. */
export interface TrickleFault {
	kind: 'trickle';
	/** Milliseconds between two bytes. */
	everyMs: number;
	/** Bytes that are sent at once at the beginning. Default 0. */
	bytes?: number;
	/** Sends headers endlessly; the body never begins. */
	head?: boolean;
}

/** The right answer, compressed. */
export interface GzipFault {
	kind: 'gzip';
	/** Number of spaces appended: still the right answer, but large once unpacked. Default 0. */
	padding?: number;
}

/** `Content-Length` is smaller than what is sent. */
export interface WrongLengthFault {
	kind: 'wrongLength';
}

/** Revokes all tokens and answers the request with 401. */
export interface ExpireTokenFault {
	kind: 'expireToken';
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
	| PauseFault
	| UnparsableFault
	| AlterFault
	| TrickleFault
	| GzipFault
	| EmptyBodyFault
	| WrongLengthFault
	| ExpireTokenFault;

/** Which requests a fault strikes. */
export interface Target {
	/** `api`: every route but tokens (default); `any`: those too. */
	route?: RouteName | 'api' | 'any';
	/** Only requests for this page. */
	pageNumber?: number;
	/** Only requests for pages of at least this size. */
	minPageSize?: number;
	/** How often; `Infinity` for always. Default 1. */
	times?: number;
	/** How many matching requests are spared first. Default 0. */
	after?: number;
}

export type FaultRule = Fault & Target;
