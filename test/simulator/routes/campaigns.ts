import { json } from '../http/answer';
import { envelope } from '../http/envelope';
import { checkPrivacy } from '../http/privacy';
import { pageOf } from '../search/page';
import { campaignsOf } from '../tenant/campaigns';
import { clientById, type World } from '../world';
import { managedCompany } from './managedCompany';
import type { Call, Route } from './route';

/** The company that a call is about: that of the header `X-KEEPNET-Company-Id`, else the caller's own. */
function companyIdOf(world: World, { claims, scope }: Call): string {
	if (scope === undefined) return clientById(world, claims.clientId)?.companyResourceId ?? '';
	const company = managedCompany(world, claims, scope);
	checkPrivacy(company);
	return company.id;
}

/** `POST /api/phishing-simulator/phishing-campaign/search`: a list of one company, for calls that are scoped to it. */
export const campaignsRoute: Route = {
	name: 'campaigns',
	operationId: 'searchPhishingCampaigns',
	method: 'POST',
	url: '/api/phishing-simulator/phishing-campaign/search',
	serve(world, call) {
		const { pageNumber = 1, pageSize = 10, ascending } = call.body as CampaignRequest;
		const campaigns = campaignsOf(companyIdOf(world, call));
		if (ascending === true) campaigns.reverse();
		const page = pageOf(campaigns, { pageNumber, pageSize }, world.behaviour);
		return json(200, envelope(world.behaviour, 'SUCCESS', page));
	},
};

interface CampaignRequest {
	pageNumber?: number;
	pageSize?: number;
	ascending?: boolean;
}
