import type { FastifyRequest } from 'fastify';
import { requestProblems } from '../description/request';
import type { Route } from '../routes/route';
import type { World } from '../world';
import { Unreadable } from './body';
import { inputError, Refusal } from './refusal';

const typeOf = (request: FastifyRequest) =>
	(request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** Throws if the request does not fit the description. */
export function validateRequest(world: World, route: Route, request: FastifyRequest): void {
	const { body, headers, method, url } = request;
	const expected = route.open === true ? 'application/x-www-form-urlencoded' : 'application/json';
	const isOther = method === 'POST' && body !== undefined && typeOf(request) !== expected;
	if (isOther && route.open === true) {
		throw new Refusal(500, 'INTERNAL_SERVER_ERROR', 'An unexpected error occurred.');
	}
	if (isOther) throw new Refusal(415, 'INPUT_ERROR', `The content type must be ${expected}.`);
	if (body instanceof Unreadable) throw inputError(`The body is not JSON: ${body.reason}`);
	if (method === 'POST' && (body === undefined || body === null)) {
		throw inputError('The body is empty.');
	}
	const problems = requestProblems(world.description, route.operationId, {
		method,
		path: url,
		headers: headers as Record<string, string | string[]>,
		body,
	});
	if (problems.length > 0) throw inputError(...problems);
}
