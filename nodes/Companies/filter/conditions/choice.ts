import { foldText } from '../../company/foldText';
import type { CompanyProfile } from '../../company/profile';
import type { LookupEntry } from '../../company/products';
import type { Condition } from '../condition';
import { onlyHere } from '../condition';

/** Chosen license types, industries or products: with their ids where the lookup knows them, else as they were typed. */
export interface Choice {
	chosen: Array<LookupEntry | string>;
}

const folded = (value: string | null) => (value === null ? '' : foldText(value));

/** The ids to send; null where one of the chosen is only known by name. */
function idsOf({ chosen }: Choice): string[] | null {
	const ids = chosen.map((entry) => (typeof entry === 'string' ? null : entry.id));
	return ids.every((id) => id !== null) ? ids : null;
}

/** Whether one of some product names is among the chosen. Many companies share a list of them: each is looked at once. */
function someIn(words: ReadonlySet<string>): (names: readonly string[]) => boolean {
	const known = new WeakMap<readonly string[], boolean>();
	return (names) => {
		const before = known.get(names);
		if (before !== undefined) return before;
		const found = names.some((name) => words.has(foldText(name)));
		known.set(names, found);
		return found;
	};
}

/** Everything a row may say for one of the chosen: ids and names, folded. */
function wordsOf({ chosen }: Choice): Set<string> {
	const words = chosen.flatMap((entry) =>
		typeof entry === 'string' ? [entry] : [entry.id, entry.name],
	);
	return new Set(words.map((word) => foldText(word)));
}

function included(
	label: string,
	fieldName: string,
	choice: Choice,
	matches: (profile: CompanyProfile) => boolean,
): Condition {
	const ids = idsOf(choice);
	if (!ids) return onlyHere(label, matches);
	const clause = { all: [{ FieldName: fieldName, Operator: 'Include', Value: ids.join(',') }] };
	return { label, matches, exactClause: clause, supersetClause: clause, matchesSuperset: matches };
}

/** The license type is one of the chosen. */
export function licenseTypeCondition(label: string, choice: Choice): Condition {
	const words = wordsOf(choice);
	return included(label, 'LicenseTypeResourceId', choice, ({ company }) =>
		[company.licenseTypeId, company.licenseType].some((value) => words.has(folded(value))),
	);
}

/** The industry is one of the chosen. */
export function industryCondition(label: string, choice: Choice): Condition {
	const words = wordsOf(choice);
	return included(label, 'IndustryResourceId', choice, ({ company }) =>
		[company.industryId, company.industry].some((value) => words.has(folded(value))),
	);
}

/** The company owns at least one of the chosen products. Unknown products match nothing. */
export function ownedProductCondition(label: string, choice: Choice): Condition {
	const isChosen = someIn(wordsOf(choice));
	const owns = ({ products }: CompanyProfile) => products !== null && isChosen(products.owned);
	return {
		...included(label, 'ModuleResourceId', choice, owns),
		matchesSuperset: (profile) => profile.products === null || owns(profile),
		needsProducts: true,
	};
}

/** The company lacks at least one of the chosen products. Unknown products match nothing. */
export function missingProductCondition(label: string, choice: Choice): Condition {
	const isChosen = someIn(wordsOf(choice));
	return {
		...onlyHere(label, ({ products }) => products !== null && isChosen(products.missing)),
		needsProducts: true,
	};
}
