import { json } from '../http/answer';
import { envelope } from '../http/envelope';
import { failure, Refusal } from '../http/refusal';
import { notFound } from '../http/others';
import { vendors } from '../tenant/training';
import type { Route } from './route';

/** `GET /api/trainings/vendors`: content vendors. */
export const vendorsRoute: Route = {
	name: 'vendors',
	operationId: 'getTrainingVendors',
	method: 'GET',
	url: '/api/trainings/vendors',
	serve(world) {
		const { behaviour } = world;
		switch (behaviour.vendorList) {
			case 'served':
				return json(200, envelope(behaviour, 'SUCCESS', vendors));
			case 'missing':
				return notFound(world);
			case 'forbidden':
				throw new Refusal(403, 'FORBIDDEN', 'You are not allowed to read vendors.');
			case 'failing':
				throw failure(behaviour);
		}
	},
};
