import { json } from '../http/answer';
import { envelope } from '../http/envelope';
import { inputError } from '../http/refusal';
import { pause } from '../pace/pause';
import { cluster, type Cluster } from '../search/clusters';
import { pageOf } from '../search/page';
import type { SearchRequest } from '../search/request';
import { rowWriter, type WrittenRow } from '../search/rows';
import { tenantOf } from '../world';
import type { Route } from './route';

/** `POST /api/companies/search`: one page of the companies. */
export const searchRoute: Route = {
	name: 'search',
	operationId: 'searchCompanies',
	method: 'POST',
	url: '/api/companies/search',
	resellerOnly: true,
	async serve(world, { body, claims }) {
		const request = body as SearchRequest;
		const { behaviour } = world;
		if (request.pageSize > behaviour.pageSizeLimit) {
			throw inputError(`pageSize must not be above ${behaviour.pageSizeLimit}.`);
		}
		const { store, selections } = tenantOf(world, claims.clientId);
		if (store === world.tenants.main.store) world.churn?.tick();
		const write = rowWriter(behaviour, request.filter);
		const writeCluster = ({ row, children }: Cluster): WrittenRow => ({
			...write(row),
			children: children.map(writeCluster),
		});

		const found = selections.find(request, behaviour);
		const page =
			request.isClustered === true
				? mapResults(pageOf(cluster(found), request, behaviour), writeCluster)
				: mapResults(pageOf(found, request, behaviour), ({ row }) => write(row));
		await pause(page.results.length * behaviour.latencyMsPerRow);
		const isNothing = page.results.length === 0 && behaviour.emptyResultsAsNull;
		return json(
			200,
			envelope(behaviour, 'SUCCESS', {
				...page,
				limitExceededCompanyCount: store.overLimitCount,
				results: isNothing ? null : page.results,
			}),
		);
	},
};

function mapResults<P extends { results: unknown[] }>(
	page: P,
	write: (row: P['results'][number]) => WrittenRow,
) {
	return { ...page, results: page.results.map(write) };
}
