import type { Company } from './company';
import type { DayOrder } from './dates';
import { orderShownBy, readDay } from './dates';
import { withUsualNames, type RawCompany } from './rawCompany';
import { isMissing, nonEmptyString } from './rawValues';

/** The option Date Format. `auto`: the dates of the rows decide. */
export type DateFormat = 'auto' | 'iso' | 'DD/MM/YYYY' | 'MM/DD/YYYY' | 'YYYY/MM/DD';

/** Infers the order of day and month from the dates read so far. */
export class DateEvidence {
	private dayFirst = 0;
	private monthFirst = 0;
	private either = 0;
	private settled?: DayOrder;

	constructor(private readonly format: DateFormat) {}

	add({ writtenRenewalDate, writtenCreatedAt }: Company): void {
		this.addDate(writtenRenewalDate);
		this.addDate(writtenCreatedAt);
	}

	addRow(row: RawCompany): void {
		const { licenseEndDate, createTime } = withUsualNames(row);
		this.addDate(nonEmptyString(licenseEndDate));
		this.addDate(nonEmptyString(createTime));
	}

	addDate(written: string | null): void {
		const shown = orderShownBy(written);
		if (shown) this[shown]++;
	}

	/** Whether the order is unknown: some dates can be read both ways, and no date shows the order. */
	get isOpen(): boolean {
		return (
			this.format === 'auto' && this.either > 0 && this.dayFirst === 0 && this.monthFirst === 0
		);
	}

	/**
	 * The order for reading dates. It stays the same once the dates have decided it. If they do not show it, the day comes first,
	 * as for most of Keepnet's customers.
	 */
	get order(): DayOrder {
		if (this.format === 'iso' || this.format === 'YYYY/MM/DD') return null;
		if (this.format === 'DD/MM/YYYY') return 'dayFirst';
		if (this.format === 'MM/DD/YYYY') return 'monthFirst';
		if (this.dayFirst + this.monthFirst + this.either === 0) return 'dayFirst';
		this.settled ??= this.monthFirst > this.dayFirst ? 'monthFirst' : 'dayFirst';
		return this.settled;
	}

	/** A hint for the user if dates may have been misread, else undefined. */
	get doubt(): string | undefined {
		if (this.format !== 'auto') return undefined;
		if (this.dayFirst > 0 && this.monthFirst > 0) {
			return "Some dates have the day first, others the month first. Set 'Date Format' in the options; dates that do not fit it are left empty.";
		}
		if (this.isOpen) {
			return "The dates do not show whether the day or the month comes first, so they were read as DD/MM/YYYY. Set 'Date Format' in the options to be sure.";
		}
		return undefined;
	}
}

/** .NET's default date, the first day of year 1, in any format; it means that no date was set. */
const NEVER_SET =
	/^\s*(?:0\s*$|(?:\/Date\()?-62135596800|(?:0001[-/.]0?1[-/.]0?1|0?1[/.-]0?1[/.-]0001)(?!\d))/;

/** Whether there is a date that cannot be read. .NET's default date is not a date. */
export function isUnread(written: string | null, day: string | null): boolean {
	return day === null && !isMissing(written) && !NEVER_SET.test(written ?? '');
}

/** Whether a date of a company cannot be read. */
export function hasUnreadDate(company: Company, order: DayOrder): boolean {
	const { writtenRenewalDate, writtenCreatedAt } = company;
	return [writtenRenewalDate, writtenCreatedAt].some((written) =>
		isUnread(written, readDay(written, order)),
	);
}
