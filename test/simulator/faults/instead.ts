import { json, type Answer } from '../http/answer';
import { envelope, refusalEnvelope } from '../http/envelope';
import { deadToken } from '../http/gate';
import type { EnvelopeStatus } from '../http/refusal';
import { tooManyRequests } from '../pace/tooMany';
import type { World } from '../world';
import type { Fault, StatusFault } from './fault';

const html = (status: number) => `<!DOCTYPE html>
<html><head><title>${status} Gateway</title></head>
<body><h1>${status}</h1><p>The server is temporarily unable to service your request.</p></body></html>
`;

function envelopeStatus(httpStatus: number): EnvelopeStatus {
	if (httpStatus === 400) return 'INPUT_ERROR';
	if (httpStatus === 403) return 'FORBIDDEN';
	return httpStatus >= 500 ? 'INTERNAL_SERVER_ERROR' : 'FAILED';
}

function statusAnswer(world: World, { status, body, headers }: StatusFault): Answer {
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		return { status, headers: { ...headers }, body };
	}
	const message = `Simulated ${status}.`;
	const fallback = () =>
		envelope(world.behaviour, envelopeStatus(status), null, message, [message]);
	return json(status, body === undefined ? fallback() : body, headers);
}

/** The answer that a fault sends in place of the right one; `undefined` if it needs the right one. */
export function answerInstead(world: World, fault: Fault): Answer | undefined {
	switch (fault.kind) {
		case 'status':
			return statusAnswer(world, fault);
		case 'rateLimit':
			return tooManyRequests(world, (fault.seconds ?? 1) * 1000, fault.retryAfter ?? 'seconds');
		case 'failedEnvelope': {
			const { status = 'FAILED', httpStatus = 200, message = 'Simulated failure.' } = fault;
			const messages = fault.validationMessages ?? [];
			return json(httpStatus, envelope(world.behaviour, status, null, message, messages));
		}
		case 'html': {
			const { status = 502 } = fault;
			return { status, headers: { 'content-type': 'text/html' }, body: html(status) };
		}
		case 'emptyBody':
			return { status: fault.status ?? 200, headers: {}, body: '' };
		case 'expireToken': {
			world.tokens.revoke();
			const refusal = deadToken(world);
			return json(refusal.httpStatus, refusalEnvelope(world.behaviour, refusal));
		}
		default:
			return undefined;
	}
}
