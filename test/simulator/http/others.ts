import { json } from './answer';
import { refusalEnvelope } from './envelope';
import { Refusal } from './refusal';
import type { World } from '../world';

/** The answer to what is no path of the API. */
export function notFound({ behaviour }: World) {
	const refusal = new Refusal(404, 'FAILED', 'There is nothing at this address.');
	return json(404, refusalEnvelope(behaviour, refusal));
}

/** What stands at `/`, for a person who looks. */
export function status({ statistics, tenants, behaviour }: World): Record<string, unknown> {
	return { companies: tenants.main.store.size, statistics, behaviour };
}
