import { LIMITS } from '../limits';
import type { CompanyReading } from './companyReading';
import type { AcceptedRequest } from './negotiate';

const companies = (count: number) => `${count} ${count === 1 ? 'company' : 'companies'}`;

const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;

function refusedHints({ refused }: AcceptedRequest, read: number, matching: number): string[] {
	return refused.map(({ label, setting }) =>
		setting
			? `Keepnet did not accept '${label}', so Monthly Users counts the month that Keepnet uses by itself.`
			: `Keepnet cannot filter by '${label}', so this node did: it read ${companies(read)}, and ${matching} matched everything.`,
	);
}

function ignoredHints({ notes }: CompanyReading): string[] {
	return [...notes.ignored].map(
		({ label }) =>
			`Keepnet returned companies that do not match '${label}'; this node left them out.`,
	);
}

function uncheckedHints({ plan }: AcceptedRequest): string[] {
	return plan
		.filter(({ condition }) => condition.onlyApi)
		.map(
			({ condition }) =>
				`Whether the companies match '${condition.label}' is up to Keepnet: this node does not know the field.`,
		);
}

/** A sentence about values that could not be read. @param whose companies, e.g. `3 companies` */
export const unreadHint = (whose: string, names: Iterable<string>) =>
	`Some values of ${whose} could not be read and are left empty: ${[...names].join(', ')}.`;

/**
 * What the user should know about how the list was read, in plain words.
 *
 * @param matching how many companies matched
 */
export function readingHints(
	list: AcceptedRequest,
	reading: CompanyReading,
	matching: number,
): string[] {
	const { read, unreadDates, unread } = reading.notes;
	const { leftOut } = reading.scan.report;
	return [
		...refusedHints(list, read, matching),
		...ignoredHints(reading),
		...uncheckedHints(list),
		...(leftOut > 0
			? [`${rows(leftOut)} had no company ID and ${leftOut === 1 ? 'was' : 'were'} left out.`]
			: []),
		...(reading.dateDoubt ? [reading.dateDoubt] : []),
		...(unreadDates > 0
			? [`A date of ${companies(unreadDates)} could not be read and is left empty.`]
			: []),
		...(unread.companies > 0 ? [unreadHint(companies(unread.companies), unread.names)] : []),
	];
}

/** The numbers of a list that may be incomplete, or undefined where it is complete. */
export function incompleteText({ scan }: CompanyReading): string | undefined {
	const { complete, isTooLong, found, total, sweeps } = scan.report;
	if (complete) return undefined;
	if (isTooLong) {
		return `The list has more than ${LIMITS.maxRows} companies, and this node reads no more: some are missing.`;
	}
	const times = sweeps === 1 ? 'once' : `${sweeps} times`;
	const were = found === 1 ? 'was' : 'were';
	return `The list was read ${times} and ${companies(found)} ${were} found, while Keepnet counted ${total ?? 'an unknown number'}: some may be missing.`;
}
