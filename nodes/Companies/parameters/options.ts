import type { DateFormat } from '../company/dateOrder';
import type { SignalThresholds } from '../company/profile';
import type { OnIncomplete } from '../descriptions/options';
import {
	concurrencyProperty,
	dateFormatProperty,
	filterModeProperty,
	nearLimitProperty,
	onIncompleteProperty,
	pageSizeProperty,
	renewalDueProperty,
	searchOptionsProperty,
	underusedProperty,
} from '../descriptions/options';
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
const optionsOf = (read: ReadParameter) => entriesOf(readCollection(searchOptionsProperty, read));

/** @throws UserError that names the option */
export const readDateFormat = (read: ReadParameter): DateFormat =>
	readOptionOrDefault(dateFormatProperty, optionsOf(read));

/** @throws UserError that names the option */
export const readFilterMode = (read: ReadParameter): FilterMode =>
	readOptionOrDefault(filterModeProperty, optionsOf(read));

/**
 * Reads the options that say how the list is read.
 *
 * @throws UserError that names the option
 */
export function readReadingOptions(read: ReadParameter): ReadingOptions {
	const options = optionsOf(read);
	return {
		pageSize: readNumber(pageSizeProperty, options),
		concurrency: readNumber(concurrencyProperty, options),
		filterMode: readFilterMode(read),
		dateFormat: readDateFormat(read),
		onIncomplete: readOptionOrDefault(onIncompleteProperty, options),
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
		nearLimitPercent: readNumber(nearLimitProperty, options),
		underusedPercent: readNumber(underusedProperty, options),
		renewalDueDays: readNumber(renewalDueProperty, options),
	};
}
