import { foldName } from '../../company/foldText';
import type { LookupEntry } from '../../company/products';
import { clauseOf, type Condition, exactCondition, localCondition } from '../condition';
import type { Field } from '../field';

/** What was chosen from a list of the API: entries of the list, or texts as they were typed if the list is not known. */
export interface Choice {
	chosen: Array<LookupEntry | string>;
}

/** The ids to send; null if one of the chosen is only known by name. */
function idsOf({ chosen }: Choice): string[] | null {
	const ids = chosen.map((entry) => (typeof entry === 'string' ? null : entry.id));
	return ids.every((id) => id !== null) ? ids : null;
}

/** Whether one of some ids and names is chosen. Companies share few different ones, so each is folded once. */
function chosenIn({ chosen }: Choice): (values: readonly string[]) => boolean {
	const texts = chosen.flatMap((entry) =>
		typeof entry === 'string' ? [entry] : [entry.id, entry.name],
	);
	const wanted = new Set(texts.map(foldName));
	const known = new Map<string, boolean>();
	const isChosen = (value: string) => {
		const found = known.get(value) ?? wanted.has(foldName(value));
		known.set(value, found);
		return found;
	};
	return (values) => values.some(isChosen);
}

/** One of a company's values is chosen. Whether it is may be unknown, see {@link Field}. */
export function choiceCondition(
	label: string,
	{ name, values, needsProducts }: Field<'choice'>,
	choice: Choice,
): Condition {
	const isChosen = chosenIn(choice);
	const matches: Condition['matches'] = (profile) => {
		const own = values(profile);
		return own && isChosen(own);
	};
	const ids = idsOf(choice);
	const condition = ids
		? exactCondition(label, clauseOf(name, 'isAnyOf', ids.join(',')), matches)
		: localCondition(label, matches);
	return { ...condition, needsProducts };
}

/**
 * The company lacks at least one of the chosen products.
 *
 * @param choice undefined: any product that this reseller can sell
 */
export function missingProductCondition(label: string, choice?: Choice): Condition {
	const isChosen = choice ? chosenIn(choice) : (missing: readonly string[]) => missing.length > 0;
	return {
		...localCondition(label, ({ products }) => products && isChosen(products.missing)),
		needsProducts: true,
	};
}
