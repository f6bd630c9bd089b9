import type { FastifyRequest } from 'fastify';
import type { Route } from '../routes/route';
import type { RecordedRequest } from '../statistics/recorder';
import type { World } from '../world';
import { json, type Answer } from './answer';
import { refusalEnvelope } from './envelope';
import { authenticate } from './gate';
import { Refusal } from './refusal';
import { validateRequest } from './validate';

const nobody = { clientId: '', role: '' };

/** The answer of a well-behaved server. */
export async function serve(
	world: World,
	route: Route,
	request: FastifyRequest,
	record: RecordedRequest,
): Promise<Answer> {
	try {
		const claims =
			route.open === true
				? nobody
				: await authenticate(world, route, request.headers.authorization);
		record.clientId = claims.clientId;
		validateRequest(world, route, request);
		const params = request.params as Record<string, string>;
		const { body } = request;
		const scope = request.headers['x-keepnet-company-id']?.toString();
		const serveNow = async () =>
			checked(world, route, await route.serve(world, { params, body, claims, scope }));
		return world.memory
			? await world.memory.recall(route, claims.clientId, body, serveNow)
			: await serveNow();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return json(error.httpStatus, refusalEnvelope(world.behaviour, error));
	}
}

/** Validates the simulator's own answer against the description, if enabled. */
function checked(world: World, route: Route, answer: Answer): Answer {
	const { body, status } = answer;
	if (!world.validateResponses || typeof body !== 'string') return answer;
	const result = world.description.validateResponse(JSON.parse(body), route.operationId, status);
	if (result.valid) return answer;
	const violation = `${route.operationId}: ${JSON.stringify(result.errors)}`;
	world.violations.push(violation);
	return json(500, { error: 'The simulator does not keep to the description', violation });
}
