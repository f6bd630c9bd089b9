import type { RawCompany } from './rawCompany';
import { companyIdOf, withUsualNames } from './rawCompany';
import { parseCount, flag, idText, isMissing, limit, nonEmptyString, textList } from './rawValues';

/** A company with real numbers and one spelling. Dates are still as they were written: see `dates.ts`. */
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
	/** Seats sold; null where the license is unlimited or the limit is no number. */
	licenseLimit: number | null;
	/** The limit as the API writes it, for conditions that compare it as text. */
	writtenLimit: string | null;
	/** Active users now; null where the API does not say. */
	users: number | null;
	inactiveUsers: number | null;
	deletedUsers: number | null;
	/** Users added in the chosen month. */
	monthlyUsers: number | null;
	/** What the API says of it: false where it says nothing, null where what it says cannot be read. */
	flaggedExpired: boolean | null;
	writtenRenewalDate: string | null;
	writtenCreatedAt: string | null;
	tags: string[];
	/**
	 * The API's names of values that are there but could not be read; they are null above. A date that is written in an
	 * unknown form is not among them: see `dateOrder.ts`.
	 */
	unread: readonly string[];
	/** The row with the names of its fields as they are usually written. */
	fields: RawCompany;
	/** The row as it came. */
	raw: RawCompany;
}

/** Most rows can be read altogether, and share this list. */
const NONE: readonly string[] = [];

/** Reads single values and keeps the names of those that are there but say nothing that can be read. */
class ValueReader {
	unread = NONE;

	/** @param read null for a value that it cannot read */
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

/** Seats sold: Infinity for unlimited, null where nobody knows. */
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

/** Reads a row of the search answer or the details of a company (contract sections 3 and 6). */
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
		flaggedExpired: isMissing(row.licenceExpired)
			? false
			: values.read('licenceExpired', row.licenceExpired, flag),
		writtenRenewalDate: values.read('licenseEndDate', row.licenseEndDate, nonEmptyString),
		writtenCreatedAt: values.read('createTime', row.createTime, nonEmptyString),
		tags: tagsOf(row, values),
		unread: values.unread,
		fields: row,
		raw,
	};
}
