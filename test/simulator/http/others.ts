import { json } from './answer';
import { refusalEnvelope } from './envelope';
import { Refusal } from './refusal';
import type { World } from '../world';

/** The answer to a path outside the API. */
export function notFound({ behaviour }: World) {
	const refusal = new Refusal(404, 'FAILED', 'There is nothing at this address.');
	return json(404, refusalEnvelope(behaviour, refusal));
}

/** The page at `/`, for people. */
export function status({ statistics, tenants, behaviour }: World): Record<string, unknown> {
	return { companies: tenants.main.store.size, statistics, behaviour };
}
