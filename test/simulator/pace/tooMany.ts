import type { RetryAfter } from '../behaviour';
import { json, type Answer } from '../http/answer';
import { envelope } from '../http/envelope';
import type { World } from '../world';

/** The 429 for the given wait in milliseconds, rounded up because `Retry-After` has full seconds. */
export function tooManyRequests(world: World, waitMs: number, how: RetryAfter): Answer {
	const now = Date.now();
	const body = envelope(world.behaviour, 'FAILED', null, 'Too many requests.');
	if (how === 'missing') return json(429, body);
	if (how === 'date') {
		const until = Math.ceil((now + waitMs) / 1000) * 1000;
		world.retryAfterWatch.announce(now, until);
		return json(429, body, { 'retry-after': new Date(until).toUTCString() });
	}
	const seconds = Math.ceil(waitMs / 1000);
	world.retryAfterWatch.announce(now, now + seconds * 1000);
	return json(429, body, { 'retry-after': `${seconds}` });
}
