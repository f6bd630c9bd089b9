import type { Company } from '../company/company';
import { toCompany } from '../company/company';
import type { DayOrder } from '../company/dates';
import { readDay } from '../company/dates';
import type { RawCompany } from '../company/rawCompany';
import { isMissing } from '../company/rawValues';
import type { CompanyProfile, ProfileContext } from '../company/profile';
import { profileOf } from '../company/profile';

/**
 * Everything about a company that events are judged by, and that is remembered from poll to poll. Null is what no answer
 * has said so far.
 */
export interface Facts {
	/** Null also where it is not remembered. */
	name: string | null;
	licenseTypeId: string | null;
	licenseType: string | null;
	/** Whether the license is unlimited; null also beside a limit that came without a word on whether it counts. */
	unlimited: boolean | null;
	/** Seats sold; null also where the license is unlimited. */
	licenseLimit: number | null;
	users: number | null;
	/** `YYYY-MM-DD` */
	renewalDay: string | null;
	flaggedExpired: boolean | null;
	/** Whether the company passed the filters of the node. */
	matched: boolean;
	/** Whether the last poll missed it together with most of the others, which is only believed a second time. */
	missed?: boolean;
	/** The day on which all this was seen and judged, `YYYY-MM-DD`: how many days are left depends on it. */
	day: string;
}

function unlimitedOf({ unlimited, fields }: Company): boolean | null {
	return !unlimited && isMissing(fields.isNumberOfUsersLimited) ? null : unlimited;
}

/** What a poll has seen of a company on a day. */
export function factsOf(
	{ company, renewalDay }: CompanyProfile,
	matched: boolean,
	day: string,
): Facts {
	const { name, licenseTypeId, licenseType, licenseLimit, users } = company;
	return {
		name,
		licenseTypeId,
		licenseType,
		unlimited: unlimitedOf(company),
		licenseLimit,
		users,
		flaggedExpired: isMissing(company.fields.licenceExpired) ? null : company.flaggedExpired,
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
 * @param profile the company as it is now
 */
function asReadNow(
	before: Facts,
	dayOrder: DayOrder,
	{ company, renewalDay }: CompanyProfile,
): Facts {
	if (renewalDay === null) return before;
	const sameDate = readDay(company.writtenRenewalDate, dayOrder) === before.renewalDay;
	return sameDate ? { ...before, renewalDay } : before;
}

type License = Pick<Facts, 'unlimited' | 'licenseLimit'>;
type LicenseType = Pick<Facts, 'licenseTypeId' | 'licenseType'>;

/** Seats sold, Infinity where the license is unlimited, null where nobody knows. */
export const seatsOf = ({ unlimited, licenseLimit }: License) =>
	unlimited ? Infinity : licenseLimit;

/** A limit is one thing with whether it counts: one without the other says nothing new. */
function knownLimit(now: License, before: License): License {
	const saysLess = now.unlimited === null && before.unlimited !== null;
	const isUnknown = seatsOf(now) === null || (saysLess && seatsOf(before) !== null);
	const { unlimited, licenseLimit } = isUnknown ? before : now;
	return { unlimited, licenseLimit };
}

/** A type that is known by its ID is told apart by that, because its name may change; else by its name. */
function knownType(now: LicenseType, before: LicenseType): LicenseType {
	const { licenseTypeId: id, licenseType: name } = before;
	if (id === null && name === null) return now;
	if ((id === null ? now.licenseType : now.licenseTypeId) === null) {
		return { licenseTypeId: id, licenseType: name };
	}
	const isSameId = id !== null && now.licenseTypeId === id;
	return {
		licenseTypeId: now.licenseTypeId,
		licenseType: now.licenseType ?? (isSameId ? name : null),
	};
}

/** Adds what was known before to what an answer says: what is missing in it, or cannot be read, says nothing. */
function withKnown(now: Facts, before: Facts): Facts {
	return {
		...now,
		...knownLimit(now, before),
		...knownType(now, before),
		name: now.name ?? before.name,
		users: now.users ?? before.users,
		renewalDay: now.renewalDay ?? before.renewalDay,
		flaggedExpired: now.flaggedExpired ?? before.flaggedExpired,
	};
}

/** A company as a poll has read it. */
export interface Observed {
	profile: CompanyProfile;
	/** Whether it passes the filters of the node. */
	matches: boolean;
}

/**
 * What is known of a company now, and what was known earlier in the same terms.
 *
 * @param remembered undefined for a company that was not there
 * @param dayOrder how dates were read before
 */
export function factsNow(
	{ profile, matches }: Observed,
	day: string,
	remembered: Facts | undefined,
	dayOrder: DayOrder,
): { earlier: Facts | undefined; now: Facts } {
	const now = factsOf(profile, matches, day);
	if (!remembered) return { earlier: undefined, now };
	const earlier = asReadNow(remembered, dayOrder, profile);
	return { earlier, now: withKnown(now, earlier) };
}

/**
 * A company with what is known of it in place of what the answer does not say. The row stays as it came.
 *
 * @param knowledge today, and the catalogue where the products must follow the license type
 */
export function filledIn(
	profile: CompanyProfile,
	facts: Facts,
	knowledge: Omit<ProfileContext, 'dayOrder'>,
): CompanyProfile {
	const { dayOrder, products, renewalDay } = profile;
	const { name, licenseTypeId, licenseType, licenseLimit, users } = facts;
	const unlimited = facts.unlimited === true;
	const flaggedExpired = facts.flaggedExpired ?? profile.company.flaggedExpired;
	const known = {
		name,
		licenseTypeId,
		licenseType,
		unlimited,
		licenseLimit,
		users,
		flaggedExpired,
	};
	const saysLess = Object.entries(known).some(
		([field, value]) => profile.company[field as keyof typeof known] !== value,
	);
	if (!saysLess && facts.renewalDay === renewalDay) return profile;
	const company: Company = {
		...profile.company,
		...known,
		...(profile.company.licenseLimit !== licenseLimit && {
			writtenLimit: licenseLimit === null ? null : String(licenseLimit),
		}),
		...(renewalDay !== facts.renewalDay && { writtenRenewalDate: facts.renewalDay }),
	};
	return profileOf(company, { ...knowledge, dayOrder }, knowledge.catalogue ? undefined : products);
}

/** A company that is gone, as it was last known, in the shape that items are made of. */
export function lastKnown(id: string, facts: Facts, today: string): CompanyProfile {
	const row: RawCompany = {
		companyResourceId: id,
		companyName: facts.name,
		licenseTypeName: facts.licenseType,
		licenseTypeResourceId: facts.licenseTypeId,
		isNumberOfUsersLimited: facts.unlimited === null ? null : !facts.unlimited,
		numberOfUsers: facts.licenseLimit === null ? null : String(facts.licenseLimit),
		targetUserCount: facts.users,
		licenseEndDate: facts.renewalDay,
		licenceExpired: facts.flaggedExpired,
	};
	return profileOf(toCompany(row), { today, dayOrder: null });
}
