import type { Claims } from '../clients/tokens';
import type { OperationId } from '../description/response';
import type { Answer } from '../http/answer';
import type { World } from '../world';

export type RouteName =
	| 'token'
	| 'search'
	| 'export'
	| 'details'
	| 'licenseCheck'
	| 'my'
	| 'campaigns'
	| 'lookups'
	| 'vendors'
	| 'unknown';

/** A request that may be served: it fits the description, and its token is valid. */
export interface Call {
	params: Record<string, string>;
	body: unknown;
	claims: Claims;
	/** The header `X-KEEPNET-Company-Id`: the company that the call is scoped to. */
	scope: string | undefined;
}

/** One operation of the API. */
export interface Route {
	name: RouteName;
	operationId: OperationId;
	method: 'GET' | 'POST';
	url: string;
	/** Only clients whose role is Reseller may call it. */
	resellerOnly?: boolean;
	/** Needs no token. */
	open?: boolean;
	serve(world: World, call: Call): Answer | Promise<Answer>;
}
