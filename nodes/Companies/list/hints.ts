import type { Condition } from '../filter/condition';
import { LIMITS } from '../limits';
import type { CompanyReading } from './companyReading';
import type { Unknown } from './unknownMatches';

const written = (count: number) => count.toLocaleString('en-US');

const companies = (count: number) => `${written(count)} ${count === 1 ? 'company' : 'companies'}`;

/** Names, each once: `'Tag', 'Users Min', and 'Segment'`. */
function listed(names: Iterable<string>): string {
	const quoted = new Set(Array.from(names, (name) => `'${name}'`));
	return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format(quoted);
}

const labelsOf = (conditions: Condition[]) => listed(conditions.map(({ label }) => label));

/**
 * A sentence about values that could not be read.
 *
 * @param whose e.g. `3 companies`
 */
export const unreadHint = (whose: string, names: Iterable<string>) =>
	`Some values of ${whose} could not be read and are left empty: ${[...names].join(', ')}.`;

/** The hint about a list of names that the API did not give. */
export const unlistedHint = (label: string) =>
	`Keepnet gave no list for '${label}', so the node compared the names with those of the companies.`;

/** The hint about products that this reseller cannot sell, chosen where the companies that lack them are looked for. */
export const notForSaleHint = (label: string, products: string[]) =>
	`Keepnet does not let you sell ${listed(products)}, so no company counts as missing ${products.length === 1 ? 'it' : 'them'} ('${label}').`;

/** The hint about a field of Sort that is not in the list: an API that ignores it is not noticed. */
export const unknownOrderHint = (field: string) =>
	`Only Keepnet can sort by '${field}'; the node cannot check it.`;

/** A sentence, without its end, about companies that may match or not. */
export function notKnown({ companies: count, labels }: Unknown): string {
	const match = count === 1 ? 'matches' : 'match';
	return `Keepnet's data does not show whether ${companies(count)} ${match} ${listed(labels)}`;
}

/**
 * The hints about companies of which nobody knows whether they match.
 *
 * @param result the IDs of the companies in the result
 */
export function unknownHints(
	{ unknown, scan }: CompanyReading,
	result: Array<string | null>,
): string[] {
	const kept = unknown.keptOf(result);
	const leftOut = unknown.leftOut((id) => scan.isPresent(id));
	const are = kept.companies === 1 ? 'It is' : 'They are';
	const them = kept.companies === 1 ? 'it' : 'them';
	const were = leftOut.companies === 1 ? 'it was' : 'they were';
	return [
		...(kept.companies > 0
			? [`${notKnown(kept)}. ${are} in the result because Keepnet returned ${them}.`]
			: []),
		...(leftOut.companies > 0 ? [`${notKnown(leftOut)}, so ${were} left out.`] : []),
	];
}

/** What the user should know about how the list was read. */
export function readingHints({ accepted, evidence, notes, scan }: CompanyReading): string[] {
	const { doubt } = evidence;
	const { read, ignored, unreadDates, unread } = notes;
	const { leftOut } = scan.report;
	const rows = leftOut === 1 ? 'row' : 'rows';
	const was = leftOut === 1 ? 'was' : 'were';
	const unchecked = accepted.plan.flatMap(({ condition }) =>
		condition.onlyApi ? [condition] : [],
	);
	const settings = accepted.refused.flatMap(({ label, setting }) =>
		setting ? [{ label, otherwise: setting.otherwise }] : [],
	);
	const filteredHere = [...accepted.refused.filter(({ setting }) => !setting), ...ignored];
	return [
		...settings.map(
			({ label, otherwise }) => `Keepnet did not accept '${label}', so ${otherwise}.`,
		),
		...(filteredHere.length > 0
			? [
					`Keepnet did not filter by ${labelsOf(filteredHere)}, so the node read ${companies(read)} and filtered them itself.`,
				]
			: []),
		...(unchecked.length > 0
			? [`Only Keepnet can apply ${labelsOf(unchecked)}; the node cannot check it.`]
			: []),
		...(leftOut > 0 ? [`${written(leftOut)} ${rows} had no company ID and ${was} left out.`] : []),
		...(doubt ? [doubt] : []),
		...(unreadDates > 0
			? [`A date of ${companies(unreadDates)} could not be read and is left empty.`]
			: []),
		...(unread.companies > 0 ? [unreadHint(companies(unread.companies), unread.names)] : []),
	];
}

/**
 * The hint about companies that the limit left out.
 *
 * @param matching how many companies match; undefined where only a part of the list was read and Keepnet did not count them.
 * A number below `returned` is a count that is wrong
 */
export function limitHints(returned: number, matching: number | undefined): string[] {
	if (matching === undefined || matching < returned) {
		return [`Showing the first ${companies(returned)}, because of Limit. There may be more.`];
	}
	if (matching === returned) return [];
	return [`Showing the first ${written(returned)} of ${companies(matching)}, because of Limit.`];
}

/** @returns a sentence about a list that may be incomplete; undefined for a complete one */
export function incompleteText({ scan }: CompanyReading): string | undefined {
	const { complete, isTooLong, found, total, sweeps } = scan.report;
	if (complete) return undefined;
	if (isTooLong) {
		return `The list has more than ${written(LIMITS.maxRows)} companies, and this node reads no more: some are missing.`;
	}
	const times = sweeps === 1 ? 'once' : `${sweeps} times`;
	const were = found === 1 ? 'was' : 'were';
	const counted = total === undefined ? 'an unknown number' : written(total);
	return `The list was read ${times} and ${companies(found)} ${were} found, while Keepnet counted ${counted}: some may be missing.`;
}
