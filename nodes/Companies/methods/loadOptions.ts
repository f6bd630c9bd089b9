import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { KeepnetClient } from '../transport/client';
import { toNodeError } from '../run/nodeError';
import type { LookupEntry } from '../company/products';
import { conditionField } from '../filter/fields';
import { operatorLabel, operatorsOf } from '../filter/operators';
import { Lookups } from '../api/lookups';

/** Reads a list for the editor, which shows a failure as a sentence under the field. */
function listOf(read: (lookups: Lookups) => Promise<LookupEntry[]>) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		try {
			const entries = await read(new Lookups(await KeepnetClient.create(this, 1)));
			return entries
				.map(({ id, name }) => ({ name, value: id }))
				.sort((left, right) => left.name.localeCompare(right.name));
		} catch (error) {
			throw toNodeError(this.getNode(), error, 'lookup');
		}
	};
}

export const getLicenseTypes = listOf(async (lookups) => await lookups.licenseTypes());
export const getProducts = listOf(async (lookups) => await lookups.products());
export const getIndustries = listOf(async (lookups) => await lookups.industries());

/** Lists the operators for the field of the same row; all of them for a field that was typed by hand. */
export async function getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const fieldName = String(this.getCurrentNodeParameter('&fieldName') ?? '');
	const kind = conditionField(fieldName)?.kind;
	return operatorsOf(kind).map((value) => ({ name: operatorLabel(value, kind), value }));
}
