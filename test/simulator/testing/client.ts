import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { ClientKind, Simulator } from '../index';

/** Requests a token as the contract describes it. */
export async function requestToken(simulator: Simulator, kind: ClientKind = 'reseller') {
	const { clientId, clientSecret } = simulator.clients[kind];
	return await axios.post<Record<string, unknown>>(
		`${simulator.url}/connect/token`,
		new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			scope: 'api1',
		}),
		{ validateStatus: () => true },
	);
}

/** A client with its own token; no status throws. */
export async function connect(
	simulator: Simulator,
	kind: ClientKind = 'reseller',
): Promise<AxiosInstance> {
	const { data } = await requestToken(simulator, kind);
	return axios.create({
		baseURL: simulator.url,
		validateStatus: () => true,
		headers: { authorization: `Bearer ${String(data.access_token)}` },
	});
}

/** The smallest valid search. */
export const everything = {
	pageNumber: 1,
	pageSize: 100,
	orderBy: 'CreateTime',
	ascending: false,
	filter: { Condition: 'AND', SearchInputTextValue: '' },
};

export interface Row {
	companyResourceId: string;
	companyName: string;
	[field: string]: unknown;
}

interface SearchAnswer {
	status: string;
	message: string;
	validationMessages: string[];
	data: {
		pageNumber: number;
		pageSize: number;
		totalNumberOfPages: number;
		totalNumberOfRecords: number;
		limitExceededCompanyCount: number;
		results: Row[];
	};
}

/** The search `everything` with the given changes. */
export async function search(
	client: AxiosInstance,
	changes: Record<string, unknown> = {},
): Promise<AxiosResponse<SearchAnswer>> {
	return await client.post('/api/companies/search', { ...everything, ...changes });
}

/** A filter with one group of conditions, all of which must hold. */
export function where(...conditions: Array<[field: string, operator: string, value: string]>) {
	const items = conditions.map(([FieldName, Operator, Value]) => ({ FieldName, Operator, Value }));
	return {
		Condition: 'AND',
		SearchInputTextValue: '',
		FilterGroups: [{ Condition: 'AND', FilterItems: items, FilterGroups: [] }],
	};
}
