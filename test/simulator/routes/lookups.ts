import { json, type Answer } from '../http/answer';
import { envelope } from '../http/envelope';
import { Refusal } from '../http/refusal';
import { industries, licenseTypes, modules } from '../tenant/catalogue';
import type { World } from '../world';
import type { Route } from './route';

/** The kind of lookup that lists industries. */
const industryType = 2;

function answer(world: World, data: unknown): Answer {
	if (world.behaviour.lookupForbidden) {
		throw new Refusal(403, 'PRIVACY_ERROR', 'You are not allowed to read lookups.');
	}
	return json(200, envelope(world.behaviour, 'SUCCESS', data));
}

const valuesOf = (typeId: number) =>
	typeId === industryType
		? industries.map((industry) => ({ ...industry, genericCodeTypeId: industryType }))
		: [];

/** `GET /api/lookups/licenses`: license types and products. */
export const licensesRoute: Route = {
	name: 'lookups',
	operationId: 'getLicenses',
	method: 'GET',
	url: '/api/lookups/licenses',
	serve: (world) =>
		answer(world, {
			licenses: licenseTypes,
			allLicenseModules: modules.map((module) => ({ ...module, isAvailable: true })),
		}),
};

/** `GET /api/lookups/{typeId}`: the values of one lookup. */
export const lookupRoute: Route = {
	name: 'lookups',
	operationId: 'getLookup',
	method: 'GET',
	url: '/api/lookups/:typeId',
	serve: (world, { params }) => answer(world, valuesOf(Number(params.typeId))),
};

/** `POST /api/lookups`: the values of several lookups. */
export const lookupsRoute: Route = {
	name: 'lookups',
	operationId: 'getLookups',
	method: 'POST',
	url: '/api/lookups',
	serve: (world, { body }) =>
		answer(world, (body as { typeidlist: number[] }).typeidlist.flatMap(valuesOf)),
};
