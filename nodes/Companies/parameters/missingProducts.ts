import type { INodeProperties } from 'n8n-workflow';

import type { Condition } from '../filter/condition';
import { type Choice, missingProductCondition } from '../filter/conditions/choice';
import { notForSaleHint } from '../list/hints';
import { pendingChoice, type SelectionContext } from './fieldCondition';
import type { ReadParameter } from './reader';

/** The names of the chosen products that this reseller cannot sell; none where the list of products is not known. */
async function notForSale({ chosen }: Choice, { lookups }: SelectionContext): Promise<string[]> {
	const names = chosen.flatMap((entry) => (typeof entry === 'string' ? [] : [entry.name]));
	if (names.length === 0) return [];
	const catalogue = await lookups.catalogue();
	// A company that owns nothing lacks everything that can be sold.
	const { missing: forSale } = catalogue.owning([]);
	return names.filter((name) => !forSale.includes(name));
}

/**
 * Reads which products the companies lack. No company counts as missing a product that cannot be sold, so a hint names it.
 *
 * @returns undefined where nothing is chosen
 */
export function pendingMissingProducts(
	property: INodeProperties,
	read: ReadParameter,
	context: SelectionContext,
): (() => Promise<Condition>) | undefined {
	const { displayName: label } = property;
	return pendingChoice(property, read, 'products', context, async (choice) => {
		const names = await notForSale(choice, context);
		if (names.length > 0) context.addHints([notForSaleHint(label, names)]);
		return missingProductCondition(label, choice);
	});
}
