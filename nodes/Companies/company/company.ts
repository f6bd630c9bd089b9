import type { RawCompany } from './rawCompany';
import { amount, companyIdOf, text, textList } from './rawCompany';

/** A company with real numbers and one spelling. Dates are still as they were written: see `dates.ts`. */
export interface Company {
	id: string | null;
	name: string | null;
	resellerName: string | null;
	industry: string | null;
	industryId: string | null;
	licenseType: string | null;
	licenseTypeId: string | null;
	/** Unlimited licence, whatever the limit says (contract section 3). */
	unlimited: boolean;
	/** Seats sold; null where the licence is unlimited or the limit is no number. */
	licenseLimit: number | null;
	/** The limit as the API writes it, for conditions that compare it as text. */
	writtenLimit: string | null;
	/** Active users now; null where the API does not say. */
	users: number | null;
	inactiveUsers: number | null;
	deletedUsers: number | null;
	/** Users added in the chosen month. */
	monthlyUsers: number | null;
	flaggedExpired: boolean;
	writtenRenewalDate: string | null;
	writtenCreatedAt: string | null;
	tags: string[];
	raw: RawCompany;
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
	'companyResourceId',
	'resourceId',
	'companyName',
	'name',
	'resellerName',
	'industryName',
	'industryResourceId',
	'licenseTypeName',
	'licenseTypeResourceId',
	'isNumberOfUsersLimited',
	'numberOfUsers',
	'targetUserCount',
	'inactiveTargetUserCount',
	'deletedTargetUserCount',
	'monthlyActiveUserCount',
	'licenceExpired',
	'licenseEndDate',
	'createTime',
	'tags',
	'privacyDurationId',
	'children',
]);

/** The fields of a row that are not known here, with their values: they pass through. */
export function otherFieldsOf(row: RawCompany): Array<[string, RawCompany[string]]> {
	return Object.entries(row).filter(([name]) => !KNOWN_FIELDS.has(name));
}

/** Reads a row of the search answer or the details of a company (contract sections 3 and 6). */
export function toCompany(row: RawCompany): Company {
	const unlimited = row.isNumberOfUsersLimited === false;
	return {
		id: companyIdOf(row),
		name: text(row.companyName) ?? text(row.name),
		resellerName: text(row.resellerName),
		industry: text(row.industryName),
		industryId: text(row.industryResourceId),
		licenseType: text(row.licenseTypeName),
		licenseTypeId: text(row.licenseTypeResourceId),
		unlimited,
		licenseLimit: unlimited ? null : amount(row.numberOfUsers),
		writtenLimit: unlimited ? null : text(String(row.numberOfUsers ?? '')),
		users: amount(row.targetUserCount),
		inactiveUsers: amount(row.inactiveTargetUserCount),
		deletedUsers: amount(row.deletedTargetUserCount),
		monthlyUsers: amount(row.monthlyActiveUserCount),
		flaggedExpired: row.licenceExpired === true,
		writtenRenewalDate: text(row.licenseEndDate),
		writtenCreatedAt: text(row.createTime),
		tags: textList(row.tags),
		raw: row,
	};
}
