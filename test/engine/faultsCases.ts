import type { FaultRule } from '../simulator';

/** Something that goes wrong for a while. */
export interface PassingFault {
	what: string;
	/** How often it may strike one call in a row; twice where not said. */
	times?: number;
	rule: FaultRule;
	/** Not for a file: what it spoils cannot be seen there. */
	listOnly?: boolean;
}

/** Every transient fault of the simulator, except those with waits in whole seconds. */
export const PASSING_FAULTS: PassingFault[] = [
	{ what: 'a 500', rule: { kind: 'status', status: 500 } },
	{ what: 'a 503 without a body', rule: { kind: 'status', status: 503, body: '' } },
	{ what: 'a 408', rule: { kind: 'status', status: 408 }, times: 1 },
	{ what: 'a gateway page', rule: { kind: 'html' } },
	{ what: 'a gateway page with 200', rule: { kind: 'html', status: 200 } },
	{ what: 'a failure in a 200', rule: { kind: 'failedEnvelope' } },
	{
		what: 'a server failure in a 200',
		rule: { kind: 'failedEnvelope', status: 'INTERNAL_SERVER_ERROR' },
	},
	{ what: 'a 429 that does not say how long', rule: { kind: 'rateLimit', retryAfter: 'missing' } },
	{ what: 'a reset', rule: { kind: 'reset' } },
	{ what: 'a body cut short', rule: { kind: 'truncate' } },
	{ what: 'a body cut short by a reset', rule: { kind: 'truncate', ending: 'reset' } },
	{ what: 'chunks that break off', rule: { kind: 'truncate', how: 'chunked' } },
	{
		what: 'chunks that break off in a reset',
		rule: { kind: 'truncate', how: 'chunked', ending: 'reset', bytes: 10 },
	},
	{ what: 'half of the JSON', rule: { kind: 'unparsable' }, listOnly: true },
	{ what: 'nothing', rule: { kind: 'emptyBody' } },
	{ what: 'a wrong length', rule: { kind: 'wrongLength' }, listOnly: true },
	{ what: 'a slow answer', rule: { kind: 'slow', ms: 50 }, times: 1 },
	{ what: 'silence', rule: { kind: 'hang' }, times: 1 },
	{ what: 'silence after a beginning', rule: { kind: 'hang', bytes: 600 }, times: 1 },
	{ what: 'a dead token', rule: { kind: 'expireToken' }, times: 1 },
];
