import { DateTime } from 'luxon';

import { LIMITS } from '../limits';
import type { Access } from './credential';
import { ApiError } from '../errors/apiError';
import type { Fault } from './outcome';
import { redact } from './redact';
import type { CallHistory } from './retry';
import { retryAfterMs } from './retry';

/** Makes the failure that is told out of the last fault of a call. No secret is left in it, and no long text. */
export function describeFault(
	fault: Fault,
	history: CallHistory,
	{ baseUrl, ignoreSslIssues }: Access,
	secrets: readonly string[],
): ApiError {
	const clean = (text: string | undefined) =>
		text && redact(text.slice(0, LIMITS.maxServerSentence).replace(/[\s\p{C}]+/gu, ' '), secrets);
	const announced = retryAfterMs(fault.retryAfter, DateTime.now());
	const status = clean(fault.status);
	// A token that is refused time and again with a page was never seen by the API.
	const isOfOther = fault.kind === 'credentials' && fault.isPage === true;
	return new ApiError(isOfOther ? 'intermediary' : fault.kind, {
		httpCode: fault.httpCode,
		status: status === fault.status ? status : undefined,
		words: (fault.words ?? []).map((word) => redact(word, secrets)),
		reason: clean(fault.reason),
		attempts: 1 + history.repeats + history.rateLimits,
		waitedMs: history.waitedMs,
		retryAfterMs: announced && Math.min(announced, LIMITS.maxRetryAfterMs),
		baseUrl,
		isOfToken: fault.isOfToken,
		ignoreSslIssues,
	});
}
