import { campaignsRoute } from './campaigns';
import { detailsRoute, licenseCheckRoute, myRoute } from './companies';
import { exportRoute } from './export';
import { licensesRoute, lookupRoute, lookupsRoute } from './lookups';
import type { Route } from './route';
import { searchRoute } from './search';
import { tokenRoute } from './token';
import { vendorsRoute } from './vendors';

/** Every operation that is simulated. */
export const routes: Route[] = [
	tokenRoute,
	searchRoute,
	exportRoute,
	detailsRoute,
	licenseCheckRoute,
	myRoute,
	licensesRoute,
	lookupRoute,
	lookupsRoute,
	vendorsRoute,
	campaignsRoute,
];
