import type { Company } from './company';
import type { DayOrder } from './dates';
import { orderShownBy, readDay } from './dates';
import { isMissing } from './rawValues';

/** The option Date Format. `auto` lets the rows of the answer decide. */
export type DateFormat = 'auto' | 'iso' | 'DD/MM/YYYY' | 'MM/DD/YYYY' | 'YYYY/MM/DD';

/** What the rows that were read so far say about the order of day and month. */
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

	addDate(written: string | null): void {
		const shown = orderShownBy(written);
		if (shown) this[shown]++;
	}

	/** Whether the rows leave it open: some can be read both ways and none shows which is right. */
	get isOpen(): boolean {
		return (
			this.format === 'auto' && this.either > 0 && this.dayFirst === 0 && this.monthFirst === 0
		);
	}

	/**
	 * The order to read with, the same from the first time on that it is asked for. Where the rows leave it open, day
	 * first: what most of Keepnet's customers write.
	 */
	get order(): DayOrder {
		if (this.format === 'iso' || this.format === 'YYYY/MM/DD') return null;
		if (this.format === 'DD/MM/YYYY') return 'dayFirst';
		if (this.format === 'MM/DD/YYYY') return 'monthFirst';
		if (this.dayFirst + this.monthFirst + this.either === 0) return 'dayFirst';
		this.settled ??= this.monthFirst > this.dayFirst ? 'monthFirst' : 'dayFirst';
		return this.settled;
	}

	/** A sentence for the user where the dates may be read wrong, else undefined. */
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

/** .NET writes a date that was never set as the first day of the year 1, in whatever format; as a number it is below 0. */
const NEVER_SET =
	/^\s*(?:0\s*$|(?:\/Date\()?-62135596800|(?:0001[-/.]0?1[-/.]0?1|0?1[/.-]0?1[/.-]0001)(?!\d))/;

/** Whether a date is written that cannot be read; one that was never set is none. */
export function isUnread(written: string | null, day: string | null): boolean {
	return day === null && !isMissing(written) && !NEVER_SET.test(written ?? '');
}

/** Whether a date of a company is written that cannot be read, so that it is not mistaken for none. */
export function hasUnreadDate(company: Company, order: DayOrder): boolean {
	const { writtenRenewalDate, writtenCreatedAt } = company;
	return [writtenRenewalDate, writtenCreatedAt].some((written) =>
		isUnread(written, readDay(written, order)),
	);
}
