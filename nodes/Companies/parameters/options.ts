import type { DateFormat } from '../company/dateOrder';
import type { SignalThresholds } from '../company/profile';
import type { FilterMode } from '../filter/plan';
import type { ReadParameter } from './parameters';
import { readCollection } from './parameters';
import { readNumberOr, readOption } from './values';

/** What happens when the list kept changing and completeness cannot be shown. */
export type OnIncomplete = 'warn' | 'error';

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

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 1000;
export const DEFAULT_CONCURRENCY = 8;
export const MAX_CONCURRENCY = 10;

/** The thresholds of the signals where nothing else is set. */
export const DEFAULT_THRESHOLDS: SignalThresholds = {
	nearLimitPercent: 90,
	underusedPercent: 50,
	renewalDueDays: 90,
};

const DATE_FORMATS = ['auto', 'iso', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYY/MM/DD'] as const;

/** Reads the option Date Format. */
export function readDateFormat(read: ReadParameter): DateFormat {
	const { dateFormat } = readCollection(read, 'options', 'Options');
	return readOption('Date Format', dateFormat, DATE_FORMATS, 'auto');
}

/** Reads the option Filter Mode. */
export function readFilterMode(read: ReadParameter): FilterMode {
	const { filterMode } = readCollection(read, 'options', 'Options');
	return readOption('Filter Mode', filterMode, ['auto', 'api', 'local'], 'auto');
}

/** Reads the part of Options that says how the list is read. Throws UserError that names the option. */
export function readReadingOptions(read: ReadParameter): ReadingOptions {
	const options = readCollection(read, 'options', 'Options');
	return {
		pageSize: readNumberOr(DEFAULT_PAGE_SIZE, 'Page Size', options.pageSize, {
			least: 1,
			most: MAX_PAGE_SIZE,
			whole: true,
		}),
		concurrency: readNumberOr(DEFAULT_CONCURRENCY, 'Concurrency', options.concurrency, {
			least: 1,
			most: MAX_CONCURRENCY,
			whole: true,
		}),
		filterMode: readFilterMode(read),
		dateFormat: readDateFormat(read),
		onIncomplete: readOption('On Incomplete', options.onIncomplete, ['warn', 'error'], 'warn'),
	};
}

/** Reads the thresholds of the signals. Throws UserError that names the option. */
export function readThresholds(read: ReadParameter): SignalThresholds {
	const options = readCollection(read, 'options', 'Options');
	const { nearLimitPercent, underusedPercent, renewalDueDays } = DEFAULT_THRESHOLDS;
	return {
		nearLimitPercent: readNumberOr(
			nearLimitPercent,
			'Signal: Near Limit From (%)',
			options.nearLimitPercent,
			{ most: 100 },
		),
		underusedPercent: readNumberOr(
			underusedPercent,
			'Signal: Underused Below (%)',
			options.underusedPercent,
		),
		renewalDueDays: readNumberOr(
			renewalDueDays,
			'Signal: Renewal Due Within (Days)',
			options.renewalDueDays,
			{ whole: true },
		),
	};
}
