import { json, type Answer } from '../http/answer';
import { envelope } from '../http/envelope';
import { Refusal } from '../http/refusal';
import { industries, licenseTypes, listedModules } from '../tenant/catalogue';
import type { World } from '../world';
import type { Route } from './route';

/** The kind of lookup that lists industries. */
const industryType = 2;

function answer(world: World, data: unknown): Answer {
	if (world.behaviour.lookupForbidden) {
		throw new Refusal(403, 'FORBIDDEN', 'You are not allowed to read lookups.');
	}
	return json(200, envelope(world.behaviour, 'SUCCESS', data));
}

function valuesOf({ behaviour }: World, typeId: number): object[] {
	if (typeId !== industryType) return [];
	const flat = industries.map((industry) => ({ ...industry, genericCodeTypeId: industryType }));
	return behaviour.nestedIndustries ? nested(flat) : flat;
}

/** Each third entry becomes the parent of the two after it, and the first entry is there twice. */
function nested(entries: object[]): object[] {
	const parents = entries.flatMap((entry, index) =>
		index % 3 === 0 ? [{ ...entry, children: entries.slice(index + 1, index + 3) }] : [],
	);
	return [...parents, ...entries.slice(0, 1)];
}

/** `GET /api/lookups/licenses`: license types and products. */
export const licensesRoute: Route = {
	name: 'lookups',
	operationId: 'getLicenses',
	method: 'GET',
	url: '/api/lookups/licenses',
	serve: (world) =>
		answer(world, {
			licenses: licenseTypes,
			allLicenseModules: listedModules,
		}),
};

/** `GET /api/lookups/{typeId}`: the values of one lookup. */
export const lookupRoute: Route = {
	name: 'lookups',
	operationId: 'getLookup',
	method: 'GET',
	url: '/api/lookups/:typeId',
	serve: (world, { params }) => answer(world, valuesOf(world, Number(params.typeId))),
};

/** `POST /api/lookups`: the values of several lookups. */
export const lookupsRoute: Route = {
	name: 'lookups',
	operationId: 'getLookups',
	method: 'POST',
	url: '/api/lookups',
	serve: (world, { body }) =>
		answer(
			world,
			(body as { typeidlist: number[] }).typeidlist.flatMap((typeId) => valuesOf(world, typeId)),
		),
};
