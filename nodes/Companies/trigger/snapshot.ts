import type { Company } from '../company/company';
import { toCompany } from '../company/company';
import type { DayOrder } from '../company/dates';
import { readDay } from '../company/dates';
import type { RawCompany } from '../company/rawCompany';
import { isMissing, nonEmptyString } from '../company/rawValues';
import type { CompanyProfile, ProfileContext } from '../company/profile';
import { profileOf } from '../company/profile';

/** What the trigger keeps of a company from poll to poll; every event is a difference in it. Null: not known yet. */
export interface Snapshot {
	/** Null also where it is not stored. */
	name: string | null;
	licenseTypeId: string | null;
	licenseType: string | null;
	/** Null also if the answer has a limit but does not say whether it counts. */
	unlimited: boolean | null;
	/** Seats sold; null also where the license is unlimited. */
	licenseLimit: number | null;
	users: number | null;
	/** `YYYY-MM-DD` */
	renewalDay: string | null;
	flaggedExpired: boolean | null;
	/** Whether the company matched the filters of the node. */
	matched: boolean;
	/** Missing in the last poll together with most companies; reported as removed only if the next poll confirms it. */
	missed: boolean;
	/** The day of the poll, `YYYY-MM-DD`: how many days are left depends on it. */
	day: string;
}

function unlimitedOf({ unlimited, fields }: Company): boolean | null {
	return !unlimited && isMissing(fields.isNumberOfUsersLimited) ? null : unlimited;
}

/** @param day `YYYY-MM-DD` in the workflow's time zone */
export function snapshotOf(
	{ company, renewalDay }: CompanyProfile,
	matched: boolean,
	day: string,
): Snapshot {
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
		missed: false,
		day,
	};
}

/**
 * The snapshot before, with its renewal day as it is read today. The whole list decides how a date like 03/04/2026 is read,
 * so two polls may read it differently; the same written date is no change.
 *
 * @param dayOrder how the poll before read dates
 * @param profile the company as it is now
 */
function reparsed(before: Snapshot, dayOrder: DayOrder, profile: CompanyProfile): Snapshot {
	const { company, renewalDay } = profile;
	if (renewalDay === null) return before;
	const sameDate = readDay(company.writtenRenewalDate, dayOrder) === before.renewalDay;
	return sameDate ? { ...before, renewalDay } : before;
}

/** Seats sold, Infinity where the license is unlimited, null where they are unknown. */
export const seatsOf = ({ unlimited, licenseLimit }: Snapshot) =>
	unlimited ? Infinity : licenseLimit;

/** A limit and whether it counts are only updated together. */
function knownLimit(now: Snapshot, before: Snapshot): Partial<Snapshot> {
	const saysLess = now.unlimited === null && before.unlimited !== null;
	const isUnknown = seatsOf(now) === null || (saysLess && seatsOf(before) !== null);
	const { unlimited, licenseLimit } = isUnknown ? before : now;
	return { unlimited, licenseLimit };
}

/** A type is identified by its ID, because its name may change; by its name only where it has no ID. */
function knownType(now: Snapshot, before: Snapshot): Partial<Snapshot> {
	const { licenseTypeId: id, licenseType: name } = before;
	if (id === null && name === null) return {};
	if ((id === null ? now.licenseType : now.licenseTypeId) === null) {
		return { licenseTypeId: id, licenseType: name };
	}
	const isSameId = id !== null && now.licenseTypeId === id;
	return {
		licenseTypeId: now.licenseTypeId,
		licenseType: now.licenseType ?? (isSameId ? name : null),
	};
}

const isValue = (value: unknown, known: unknown) => (value ?? null) === known;

/**
 * Whether the API's row of a company that matches says what is known already, in the form in which Keepnet usually says it.
 * Most rows of a long list do, and need not be parsed. False says nothing. Names are not compared.
 *
 * @param row with the usual names of its fields
 * @param dayOrder how dates are read
 */
export function saysTheSame(row: RawCompany, known: Snapshot, dayOrder: DayOrder): boolean {
	const { unlimited, licenseLimit } = known;
	const limit = licenseLimit === null ? null : String(licenseLimit);
	return (
		known.matched &&
		!known.missed &&
		typeof row.companyName === 'string' &&
		isValue(row.targetUserCount, known.users) &&
		isValue(row.licenseTypeResourceId, known.licenseTypeId) &&
		isValue(row.licenseTypeName, known.licenseType) &&
		isValue(row.licenceExpired, known.flaggedExpired) &&
		isValue(row.isNumberOfUsersLimited, unlimited === null ? null : !unlimited) &&
		(unlimited === true ? limit === null : isValue(row.numberOfUsers, limit)) &&
		readDay(nonEmptyString(row.licenseEndDate), dayOrder) === known.renewalDay
	);
}

/**
 * Keeps what was known before where an answer does not say it, or says it in a form that cannot be read.
 *
 * @param known the snapshot before; undefined for a company that was not there
 * @param dayOrder how the poll before read dates
 * @returns the snapshot of now, as of a company that matches, and the one before with dates as they are read now
 */
export function updatedSnapshot(
	profile: CompanyProfile,
	day: string,
	known: Snapshot | undefined,
	dayOrder: DayOrder,
): { earlier: Snapshot | undefined; now: Snapshot } {
	const now = snapshotOf(profile, true, day);
	if (!known) return { earlier: undefined, now };
	const earlier = reparsed(known, dayOrder, profile);
	const whole = {
		...now,
		...knownLimit(now, earlier),
		...knownType(now, earlier),
		name: now.name ?? earlier.name,
		users: now.users ?? earlier.users,
		renewalDay: now.renewalDay ?? earlier.renewalDay,
		flaggedExpired: now.flaggedExpired ?? earlier.flaggedExpired,
	};
	return { earlier, now: whole };
}

/**
 * Fills in what the answer does not say but the snapshot knows. The raw row stays as it is.
 *
 * @param profileContext today, and the catalogue if the products must follow the license type
 */
export function withKnownValues(
	profile: CompanyProfile,
	snapshot: Snapshot,
	profileContext: Omit<ProfileContext, 'dayOrder'>,
): CompanyProfile {
	const { dayOrder, products } = profile;
	const { name, licenseTypeId, licenseType, licenseLimit, users, renewalDay } = snapshot;
	const company: Company = {
		...profile.company,
		name,
		licenseTypeId,
		licenseType,
		licenseLimit,
		users,
		unlimited: snapshot.unlimited === true,
		flaggedExpired: snapshot.flaggedExpired ?? profile.company.flaggedExpired,
	};
	if (licenseLimit !== profile.company.licenseLimit) {
		company.writtenLimit = licenseLimit === null ? null : String(licenseLimit);
	}
	if (renewalDay !== profile.renewalDay) company.writtenRenewalDate = renewalDay;
	const sameProducts = profileContext.catalogue ? undefined : products;
	return profileOf(company, { ...profileContext, dayOrder }, sameProducts);
}

/** The profile of a removed company, made from its last snapshot. */
export function lastKnown(id: string, snapshot: Snapshot, today: string): CompanyProfile {
	const row: RawCompany = {
		companyResourceId: id,
		companyName: snapshot.name,
		licenseTypeName: snapshot.licenseType,
		licenseTypeResourceId: snapshot.licenseTypeId,
		isNumberOfUsersLimited: snapshot.unlimited === null ? null : !snapshot.unlimited,
		numberOfUsers: snapshot.licenseLimit === null ? null : String(snapshot.licenseLimit),
		targetUserCount: snapshot.users,
		licenseEndDate: snapshot.renewalDay,
		licenceExpired: snapshot.flaggedExpired,
	};
	return profileOf(toCompany(row), { today, dayOrder: null });
}
