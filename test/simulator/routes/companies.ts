import { json } from '../http/answer';
import { envelope } from '../http/envelope';
import { resellers } from '../tenant/catalogue';
import { companyDetails, licenseCheck } from '../tenant/details';
import { checkPrivacy } from '../http/privacy';
import type { Company } from '../tenant/row';
import { clientById, type World } from '../world';
import { managedCompany } from './managedCompany';
import type { Call, Route } from './route';

/** The company of the path, if the caller manages it. */
const companyOf = (world: World, { claims, params }: Call): Company =>
	managedCompany(world, claims, params.resourceId);

/** `GET /api/companies/{resourceId}`: one company in full. */
export const detailsRoute: Route = {
	name: 'details',
	operationId: 'getCompany',
	method: 'GET',
	url: '/api/companies/:resourceId',
	serve(world, call) {
		const company = companyOf(world, call);
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
		json(200, envelope(world.behaviour, 'SUCCESS', licenseCheck(companyOf(world, call)))),
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
