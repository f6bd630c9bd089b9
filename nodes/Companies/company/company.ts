import { type ProductRef, productRefs } from './productRefs';
import type { RawCompany } from './rawCompany';
import { companyIdOf, withUsualNames } from './rawCompany';
import {
	flag,
	idText,
	isMissing,
	limit,
	nonEmptyString,
	parseCount,
	parseNumber,
	textList,
} from './rawValues';

/** A row of the API with parsed values. Dates are parsed later, see `dates.ts`. */
export interface Company {
	id: string | null;
	name: string | null;
	resellerName: string | null;
	industry: string | null;
	industryId: string | null;
	licenseType: string | null;
	licenseTypeId: string | null;
	/** Unlimited license, whatever the limit says (contract section 3). */
	unlimited: boolean;
	/** Seats sold; null if the license is unlimited or the limit is not a number. */
	licenseLimit: number | null;
	/** The limit as the API sends it, for conditions that compare it as text. */
	writtenLimit: string | null;
	/** Active users now; null if the API does not send a count. */
	users: number | null;
	inactiveUsers: number | null;
	deletedUsers: number | null;
	/** Keepnet's monthly users, for billing. */
	monthlyUsers: number | null;
	/** Use of third-party training in the chosen months; null if the API does not send it. */
	monthlyEnrolled: number | null;
	monthlyConsumption: number | null;
	/** Names of the content vendors in use; null if the API does not send them. */
	contentVendors: string[] | null;
	/** The flag of the API: false if it is missing, null if it cannot be read. */
	flaggedExpired: boolean | null;
	writtenRenewalDate: string | null;
	writtenCreatedAt: string | null;
	tags: string[];
	/** Whether the account privacy lets nobody in (contract section 3); null if the API does not say. */
	accessDenied: boolean | null;
	/** The products that the row lists; empty where it lists none, so that those of the license type count. */
	modules: readonly ProductRef[];
	/**
	 * The API's names of values that could not be read; they are null above. Dates in an unknown format are not among them: see
	 * `dateOrder.ts`.
	 */
	unread: readonly string[];
	/** The row with the usual names of its fields. */
	fields: RawCompany;
	/** The row as the API sends it. */
	raw: RawCompany;
}

/** Rows without unread values share this list. */
const NONE: readonly string[] = [];
const NO_MODULES: readonly ProductRef[] = [];

/** Reads values and collects the names of those that cannot be read. */
class ValueReader {
	unread = NONE;

	/** @param read returns null for a value that it cannot read */
	read<T>(name: string, value: unknown, read: (value: unknown) => T | null): T | null {
		if (value === undefined || value === null) return null;
		const result = read(value);
		if (result === null && !isMissing(value)) this.skip(name);
		return result;
	}

	skip(name: string): void {
		this.unread = [...this.unread, name];
	}
}

/** Seats sold: Infinity for unlimited, null for unknown. */
function limitOf(row: RawCompany, values: ValueReader): number | null {
	const isLimited = values.read('isNumberOfUsersLimited', row.isNumberOfUsersLimited, flag);
	if (isLimited === false) return Infinity;
	const written = values.read('numberOfUsers', row.numberOfUsers, limit);
	const isUnclear = isLimited === null && !isMissing(row.isNumberOfUsersLimited);
	return isUnclear ? null : written;
}

function tagsOf({ tags }: RawCompany, values: ValueReader): string[] {
	const { texts, isWhole } = textList(tags, (tag) => nonEmptyString(withUsualNames(tag).name));
	if (!isWhole) values.skip('tags');
	return texts;
}

/** Contract section 3. A comma without spaces on both sides is part of a name, such as "Acme, Inc.". */
const BETWEEN_VENDORS = /(?:^|\s),(?=\s|$)/;

function vendorsOf({ enrolledVendorNames: written }: RawCompany, values: ValueReader) {
	if (written === undefined || written === null) return null;
	const nameOf = (vendor: RawCompany) => nonEmptyString(withUsualNames(vendor).name);
	const { texts, isWhole } = textList(written, nameOf, BETWEEN_VENDORS);
	if (isWhole) return texts;
	values.skip('enrolledVendorNames');
	return null;
}

/** Null where the API does not say how long the company gives access. */
function accessDeniedOf({ privacyDurationId }: RawCompany, values: ValueReader): boolean | null {
	const duration = values.read('privacyDurationId', privacyDurationId, parseNumber);
	return duration === null ? null : duration === 0;
}

function modulesOf({ modules }: RawCompany, values: ValueReader): readonly ProductRef[] {
	const refs = productRefs(modules);
	if (!refs) values.skip('modules');
	return refs?.length ? refs : NO_MODULES;
}

/** Parses a row of a search, or the details of a company (contract sections 3 and 6). */
export function toCompany(raw: RawCompany): Company {
	const row = withUsualNames(raw);
	const values = new ValueReader();
	const textOf = (name: string, value: unknown) => values.read(name, value, nonEmptyString);
	const countOf = (name: string, value: unknown) => values.read(name, value, parseCount);
	const written = limitOf(row, values);
	const unlimited = written === Infinity;
	return {
		id: companyIdOf(row),
		name: textOf('companyName', row.companyName) ?? textOf('name', row.name),
		resellerName: textOf('resellerName', row.resellerName),
		industry: textOf('industryName', row.industryName),
		industryId: values.read('industryResourceId', row.industryResourceId, idText),
		licenseType: textOf('licenseTypeName', row.licenseTypeName),
		licenseTypeId: values.read('licenseTypeResourceId', row.licenseTypeResourceId, idText),
		unlimited,
		licenseLimit: unlimited ? null : written,
		writtenLimit: unlimited ? null : nonEmptyString(row.numberOfUsers),
		users: countOf('targetUserCount', row.targetUserCount),
		inactiveUsers: countOf('inactiveTargetUserCount', row.inactiveTargetUserCount),
		deletedUsers: countOf('deletedTargetUserCount', row.deletedTargetUserCount),
		monthlyUsers: countOf('monthlyActiveUserCount', row.monthlyActiveUserCount),
		monthlyEnrolled: countOf('monthlyEnrolled', row.monthlyEnrolled),
		monthlyConsumption: countOf('monthlyConsumption', row.monthlyConsumption),
		contentVendors: vendorsOf(row, values),
		flaggedExpired: isMissing(row.licenceExpired)
			? false
			: values.read('licenceExpired', row.licenceExpired, flag),
		writtenRenewalDate: values.read('licenseEndDate', row.licenseEndDate, nonEmptyString),
		writtenCreatedAt: values.read('createTime', row.createTime, nonEmptyString),
		tags: tagsOf(row, values),
		accessDenied: accessDeniedOf(row, values),
		modules: modulesOf(row, values),
		unread: values.unread,
		fields: row,
		raw,
	};
}
