import type { DateFormat } from '../company/dateOrder';
import type { SignalThresholds } from '../company/profile';
import type { OnIncomplete } from '../descriptions/options';
import { OPTIONS, searchOptionsProperty } from '../descriptions/options';
import type { FilterMode } from '../filter/plan';
import type { ReadParameter } from './reader';
import { entriesOf, readCollection, readNumber, readOptionOrDefault } from './reader';

/** How the list is read. */
export interface ReadingOptions {
	/** Rows per request; the server may give fewer. */
	pageSize: number;
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
 * Reads the options that say how the list is read.
 *
 * @throws UserError that names the option
 */
export function readReadingOptions(read: ReadParameter): ReadingOptions {
	const options = optionsOf(read);
	return {
		pageSize: readNumber(OPTIONS.pageSize, options),
		concurrency: readNumber(OPTIONS.concurrency, options),
		filterMode: readOptionOrDefault(OPTIONS.filterMode, options),
		dateFormat: readOptionOrDefault(OPTIONS.dateFormat, options),
		onIncomplete: readOptionOrDefault(OPTIONS.onIncomplete, options),
	};
}

/**
 * Reads the thresholds of the signals.
 *
 * @throws UserError that names the option
 */
export function readThresholds(read: ReadParameter): SignalThresholds {
	const options = optionsOf(read);
	return {
		nearLimitPercent: readNumber(OPTIONS.nearLimitPercent, options),
		underusedPercent: readNumber(OPTIONS.underusedPercent, options),
		renewalDueDays: readNumber(OPTIONS.renewalDueDays, options),
	};
}
