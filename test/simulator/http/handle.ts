import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../faults/fault';
import { answerInstead } from '../faults/instead';
import { reset } from '../faults/reset';
import { deliverBadly } from '../faults/spoil';
import { tooManyRequests } from '../pace/tooMany';
import type { RouteName } from '../routes/route';
import { record, type RecordedRequest } from '../statistics/recorder';
import type { World } from '../world';
import { json, type Answer } from './answer';
import { deliver } from './deliver';
import { pause } from '../pace/pause';

const remembered = 5000;

/** Records a request and counts it as in flight until its connection is done with it. */
function begin(
	world: World,
	name: RouteName,
	request: FastifyRequest,
	reply: FastifyReply,
): RecordedRequest {
	const { statistics } = world;
	const entry: RecordedRequest = {
		at: Date.now(),
		route: name,
		method: request.method,
		path: request.url,
		headers: request.headers,
		body: request.body,
		status: undefined,
		clientId: undefined,
	};
	record(world.requests, entry, remembered);
	const leave = statistics.enter(name);
	const { socket } = request;
	const sentBefore = socket.bytesWritten;
	reply.raw.once('close', () => {
		leave();
		statistics.bytesSent += socket.bytesWritten - sentBefore;
	});
	return entry;
}

/** Makes the answer, and records the client of the request. */
export type Respond = (request: FastifyRequest, entry: RecordedRequest) => Answer | Promise<Answer>;

function delayOf({ behaviour }: World, name: RouteName, fault: Fault | undefined): number {
	const usual = name === 'token' ? behaviour.tokenLatencyMs : behaviour.latencyMs;
	return fault?.kind === 'slow' ? usual + fault.ms : usual;
}

/** How long the limiter, if there is one, blocks a request. */
function waitOf(
	{ behaviour, limiter, retryAfterWatch, statistics }: World,
	name: RouteName,
): number {
	if (name === 'token') return 0;
	const now = Date.now();
	if (retryAfterWatch.isTooEarly(now)) statistics.impatientRepeats++;
	return behaviour.rateLimit === undefined ? 0 : limiter.wait(now, behaviour.rateLimit);
}

/** The answer to a request that is not served. */
function refusal(world: World, waitMs: number, fault: Fault | undefined): Answer | undefined {
	if (waitMs > 0) {
		const { retryAfter = 'seconds' } = world.behaviour.rateLimit ?? {};
		return tooManyRequests(world, waitMs, retryAfter);
	}
	return fault && answerInstead(world, fault);
}

/** Answers requests of a route, or spoils the answer if a fault strikes. */
export function handler(world: World, name: RouteName, respond: Respond) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		reply.hijack();
		const entry = begin(world, name, request, reply);
		const waitMs = waitOf(world, name);
		const fault = waitMs > 0 ? undefined : world.faults.take(name, request.body);
		if (fault?.kind === 'reset') {
			reset(request.socket);
			return;
		}
		try {
			await pause(delayOf(world, name, fault));
			const answer = refusal(world, waitMs, fault) ?? (await respond(request, entry));
			const isSilent = fault?.kind === 'hang' && fault.bytes === undefined;
			if (!isSilent) {
				entry.status = answer.status;
				world.statistics.answered(answer.status);
			}
			if (fault === undefined) deliver(answer, reply.raw);
			else await deliverBadly(fault, answer, reply.raw);
		} catch (error) {
			entry.status = 500;
			const answer = { error: 'The simulator is broken', message: String(error) };
			deliver(json(500, answer), reply.raw);
		}
	};
}
