import { json } from '../http/answer';
import { envelope } from '../http/envelope';
import { Refusal } from '../http/refusal';
import { resellers } from '../tenant/catalogue';
import { companyDetails, licenseCheck } from '../tenant/details';
import { checkPrivacy } from '../http/privacy';
import type { Company } from '../tenant/row';
import { clientById, tenantOf, type World } from '../world';
import type { Call, Route } from './route';

/** The company of the path, if the caller manages it. */
function managedCompany(world: World, { params, claims }: Call): Company {
	const id = params.resourceId;
	const own = tenantOf(world, claims.clientId).store.find(id);
	if (own !== undefined && claims.role === 'Reseller') return own;
	const isSomebodys = Object.values(world.tenants).some(({ store }) => store.find(id));
	throw isSomebodys
		? new Refusal(403, 'FORBIDDEN', 'The company is not one that you manage.')
		: new Refusal(404, 'FAILED', 'There is no such company.');
}

/** `GET /api/companies/{resourceId}`: one company in full. */
export const detailsRoute: Route = {
	name: 'details',
	operationId: 'getCompany',
	method: 'GET',
	url: '/api/companies/:resourceId',
	serve(world, call) {
		const company = managedCompany(world, call);
		checkPrivacy(company);
		return json(200, envelope(world.behaviour, 'SUCCESS', companyDetails(company)));
	},
};

/** `GET /api/companies/{resourceId}/license-check`: usage of the license. */
export const licenseCheckRoute: Route = {
	name: 'licenseCheck',
	operationId: 'checkLicense',
	method: 'GET',
	url: '/api/companies/:resourceId/license-check',
	serve: (world, call) =>
		json(200, envelope(world.behaviour, 'SUCCESS', licenseCheck(managedCompany(world, call)))),
};

const listed = (name: string, resourceId: string, children: unknown[]) => ({
	name,
	resourceId,
	licenceExpired: false,
	privacyDurationId: 1,
	logoUrl: null,
	children,
});

/** `GET /api/companies/my`: the caller's own company, for every role. */
export const myRoute: Route = {
	name: 'my',
	operationId: 'getMyCompanies',
	method: 'GET',
	url: '/api/companies/my',
	serve(world, { claims }) {
		const client = clientById(world, claims.clientId);
		const children =
			claims.role === 'Reseller'
				? resellers
						.filter(({ parent }) => parent === client?.companyName)
						.map(({ name, resourceId }) => listed(name, resourceId, []))
				: [];
		const own = listed(client?.companyName ?? '', client?.companyResourceId ?? '', children);
		return json(200, envelope(world.behaviour, 'SUCCESS', [own]));
	},
};
