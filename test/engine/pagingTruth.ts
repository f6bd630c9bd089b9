import type { IDataObject } from 'n8n-workflow';

import { companyIdOf } from '../../nodes/Companies/company/rawCompany';
import type { RunResult } from './harness';
import type { Simulator } from '../simulator';
import { connect, search } from '../simulator/testing/client';
import { ids } from './support';

/** Everything that the simulator has now, in the order of a request for it: in one piece, unless this tenant has smaller pages. */
export async function wholeList(
	simulator: Simulator,
	changes: Record<string, unknown> = {},
): Promise<string[]> {
	const client = await connect(simulator);
	const found: string[] = [];
	for (let pageNumber = 1; ; pageNumber++) {
		const { data } = await search(client, { pageSize: 1000, pageNumber, ...changes });
		const { results, pageSize } = data.data;
		found.push(...(results ?? []).flatMap((row) => companyIdOf(row as IDataObject) ?? []));
		if ((results ?? []).length < pageSize) return found;
	}
}

export const companyIds = ({ items }: RunResult) => ids(items[0] ?? []) as string[];

/** The ids of a result, sorted; fails where a company is there twice. */
export function distinctIds(result: RunResult): string[] {
	const found = companyIds(result);
	expect(new Set(found).size).toBe(found.length);
	return found.sort();
}

/** Every company that the simulator has now, sorted. */
export const currentIds = ({ companies }: Simulator) =>
	companies
		.all()
		.map(({ id }) => id)
		.sort();

/** How often the list was requested. */
export const searches = ({ statistics }: Simulator) => statistics.requests.search ?? 0;
