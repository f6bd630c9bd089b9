import type { DateFormat } from '../company/dateOrder';
import type { SignalThresholds } from '../company/profile';
import { type OnIncomplete, OPTIONS, searchOptionsProperty } from '../descriptions/options';
import type { FilterMode } from '../filter/plan';
import type { ListFormat } from '../output/listFormat';
import { isBlank } from './values';
import {
	entriesOf,
	readCollection,
	readNumber,
	readOptionOrDefault,
	type ReadParameter,
} from './reader';

/** How the list is read. */
export interface ReadingOptions {
	/** Rows per request; the server may give fewer. Undefined: the speed of the first page decides. */
	pageSize: number | undefined;
	/** Requests in flight at once. */
	concurrency: number;
	filterMode: FilterMode;
	dateFormat: DateFormat;
	onIncomplete: OnIncomplete;
}

/** The entries of Options. Some operations offer only some of them, under the same names. */
export const optionsOf = (read: ReadParameter): ReadParameter =>
	entriesOf(readCollection(searchOptionsProperty, read));

/**
 * How many requests may be in flight at once.
 *
 * @param read of the first input item
 * @returns the default where the option has no such number, which {@link readOptions} reports
 */
export function concurrencyOf(read: ReadParameter): number {
	try {
		return readNumber(OPTIONS.concurrency, optionsOf(read));
	} catch {
		return OPTIONS.concurrency.default;
	}
}

/** @throws UserError that names the option */
export function readOptions(read: ReadParameter): {
	options: ReadingOptions;
	thresholds: SignalThresholds;
} {
	const entries = optionsOf(read);
	const options = {
		pageSize: isBlank(entries(OPTIONS.pageSize))
			? undefined
			: readNumber(OPTIONS.pageSize, entries),
		concurrency: readNumber(OPTIONS.concurrency, entries),
		filterMode: readOptionOrDefault(OPTIONS.filterMode, entries),
		dateFormat: readOptionOrDefault(OPTIONS.dateFormat, entries),
		onIncomplete: readOptionOrDefault(OPTIONS.onIncomplete, entries),
	};
	const thresholds = {
		nearLimitPercent: readNumber(OPTIONS.nearLimitPercent, entries),
		underusedPercent: readNumber(OPTIONS.underusedPercent, entries),
		renewalDueDays: readNumber(OPTIONS.renewalDueDays, entries),
	};
	return { options, thresholds };
}

/** @throws UserError that names the option */
export const readListFormat = (read: ReadParameter): ListFormat =>
	readOptionOrDefault(OPTIONS.listFormat, optionsOf(read));
