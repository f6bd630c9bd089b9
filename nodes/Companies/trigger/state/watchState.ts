import type { DayOrder } from '../../company/dates';
import type { Facts } from '../snapshot';

/** What is remembered from one poll to the next. */
export interface WatchState {
	/** The day of the latest poll, `YYYY-MM-DD` in the workflow's time zone. */
	day: string;
	/** Stands for the credential's host and client: another one may be another reseller's list. */
	source: string;
	/** How dates with day and month in doubt were read. */
	dayOrder: DayOrder;
	/** The companies by their ID. */
	companies: Map<string, Facts>;
}
