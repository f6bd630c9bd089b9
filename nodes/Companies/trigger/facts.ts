import { toCompany } from '../company/company';
import { isUnread } from '../company/dateOrder';
import type { DayOrder } from '../company/dates';
import { readDay } from '../company/dates';
import type { RawCompany } from '../company/rawCompany';
import type { Insight } from '../insight/assess';
import { assess } from '../insight/assess';
import type { Licence } from '../insight/licence';

/** Everything about a company that events are judged by, and that is remembered from poll to poll. */
export interface Facts extends Licence {
	/** Null where the API gives none, or where it is not remembered. */
	name: string | null;
	licenseTypeId: string | null;
	licenseType: string | null;
	/** `YYYY-MM-DD` or null. */
	renewalDay: string | null;
	flaggedExpired: boolean;
	/** Whether the company passed the filters of the node. */
	matched: boolean;
	/** The day on which all this was seen and judged, `YYYY-MM-DD`: how many days are left depends on it. */
	day: string;
}

/** What a poll has seen of a company on a day. */
export function factsOf({ company, renewalDay }: Insight, matched: boolean, day: string): Facts {
	const { name, licenseTypeId, licenseType, unlimited, licenseLimit, users } = company;
	return {
		name,
		licenseTypeId,
		licenseType,
		unlimited,
		licenseLimit,
		users,
		flaggedExpired: company.flaggedExpired === true,
		renewalDay,
		matched,
		day,
	};
}

/**
 * What was known before, with its renewal day as it would be read today. How a date like 03/04/2026 is read is found out
 * from the whole list and may turn out differently in another poll; the same written date is no change.
 *
 * @param dayOrder how dates were read before
 * @param insight the company as it is now
 */
export function asReadNow(
	before: Facts,
	dayOrder: DayOrder,
	{ company, renewalDay }: Insight,
): Facts {
	const sameDate = readDay(company.writtenRenewalDate, dayOrder) === before.renewalDay;
	return sameDate ? { ...before, renewalDay } : before;
}

/** A renewal date that is written but cannot be read says nothing, so what was known before stays. */
export function keepRenewalDay(now: Facts, before: Facts, { company }: Insight): Facts {
	const saysNothing = isUnread(company.writtenRenewalDate, now.renewalDay);
	return saysNothing ? { ...now, renewalDay: before.renewalDay } : now;
}

/** A company that is gone, as it was last known, in the shape that items are made of. */
export function lastKnown(id: string, facts: Facts, today: string): Insight {
	const row: RawCompany = {
		companyResourceId: id,
		companyName: facts.name,
		licenseTypeName: facts.licenseType,
		licenseTypeResourceId: facts.licenseTypeId,
		isNumberOfUsersLimited: !facts.unlimited,
		numberOfUsers: facts.licenseLimit === null ? null : String(facts.licenseLimit),
		targetUserCount: facts.users,
		licenseEndDate: facts.renewalDay,
		licenceExpired: facts.flaggedExpired,
	};
	return assess(toCompany(row), { today, dayOrder: null });
}
