import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteName } from '../routes/route';
import { record, type RecordedRequest } from '../statistics/recorder';
import type { World } from '../world';
import { json, type Answer } from './answer';
import { deliver } from './deliver';
import { pause } from './pause';

const remembered = 5000;

/** Writes a request down and counts it until its connection has done with it. */
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

/** Works out an answer, and writes down whose request it is. */
export type Respond = (request: FastifyRequest, entry: RecordedRequest) => Answer | Promise<Answer>;

/** Answers requests of a route. */
export function handler(world: World, name: RouteName, respond: Respond) {
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		reply.hijack();
		const entry = begin(world, name, request, reply);
		const send = (answer: Answer) => {
			entry.status = answer.status;
			world.statistics.answered(answer.status);
			deliver(answer, reply.raw);
		};
		const { latencyMs, tokenLatencyMs } = world.behaviour;
		await pause(name === 'token' ? tokenLatencyMs : latencyMs);
		try {
			send(await respond(request, entry));
		} catch (error) {
			send(json(500, { error: 'The simulator is broken', message: String(error) }));
		}
	};
}
