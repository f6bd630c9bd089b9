import { LIMITS } from '../limits';
import type { CompanyReading } from './companyReading';

const written = (count: number) => count.toLocaleString('en-US');

const companies = (count: number) => `${written(count)} ${count === 1 ? 'company' : 'companies'}`;

/**
 * A sentence about values that could not be read.
 *
 * @param whose e.g. `3 companies`
 */
export const unreadHint = (whose: string, names: Iterable<string>) =>
	`Some values of ${whose} could not be read and are left empty: ${[...names].join(', ')}.`;

/** What the user should know about how the list was read. */
export function readingHints({ accepted, evidence, notes, scan }: CompanyReading): string[] {
	const { doubt } = evidence;
	const { read, ignored, unreadDates, unread } = notes;
	const { leftOut } = scan.report;
	const rows = leftOut === 1 ? 'row' : 'rows';
	const was = leftOut === 1 ? 'was' : 'were';
	const unchecked = accepted.plan.filter(({ condition }) => condition.onlyApi);
	return [
		...accepted.refused.map(({ label, setting }) =>
			setting
				? `Keepnet did not accept '${label}', so ${setting.otherwise}.`
				: `Keepnet cannot filter by '${label}', so the node read ${companies(read)} and filtered them itself.`,
		),
		...[...ignored].map(
			({ label }) =>
				`Keepnet returned companies that do not match '${label}'; this node left them out.`,
		),
		...unchecked.map(
			({ condition: { label } }) => `Only Keepnet can apply '${label}'; the node cannot check it.`,
		),
		...(leftOut > 0 ? [`${written(leftOut)} ${rows} had no company ID and ${was} left out.`] : []),
		...(doubt ? [doubt] : []),
		...(unreadDates > 0
			? [`A date of ${companies(unreadDates)} could not be read and is left empty.`]
			: []),
		...(unread.companies > 0 ? [unreadHint(companies(unread.companies), unread.names)] : []),
	];
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
