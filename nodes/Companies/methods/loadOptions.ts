import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { KeepnetClient } from '../transport/client';
import { toNodeError } from '../errors/nodeError';
import type { LookupEntry } from '../company/products';
import { conditionField, operatorLabel, operatorsOf } from '../filter/fields';
import { Lookups } from '../api/lookups';

/** Reads a list for the editor. What goes wrong becomes a sentence under the field. */
async function readOptions(
	context: ILoadOptionsFunctions,
	read: (lookups: Lookups) => Promise<LookupEntry[]>,
): Promise<INodePropertyOptions[]> {
	try {
		const entries = await read(new Lookups(await KeepnetClient.create(context, 1)));
		return entries
			.map(({ id, name }) => ({ name, value: id }))
			.sort((left, right) => left.name.localeCompare(right.name));
	} catch (error) {
		throw toNodeError(context.getNode(), error, 'lookup');
	}
}

export async function getLicenseTypes(this: ILoadOptionsFunctions) {
	return await readOptions(this, async (lookups) => await lookups.licenseTypes());
}

export async function getProducts(this: ILoadOptionsFunctions) {
	return await readOptions(this, async (lookups) => await lookups.products());
}

export async function getIndustries(this: ILoadOptionsFunctions) {
	return await readOptions(this, async (lookups) => await lookups.industries());
}

/** The operators that the field of the same row knows; all of them for a field that was typed by hand. */
export async function getOperators(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const fieldName = String(this.getCurrentNodeParameter('&fieldName') ?? '');
	const field = conditionField(fieldName);
	return operatorsOf(field).map((value) => ({ name: operatorLabel(value, field), value }));
}
