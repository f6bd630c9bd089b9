import type { LookupEntry } from './catalogue';

/** A company as search returns it; the simulator stores companies in the same shape. */
export interface CompanyRow {
	companyResourceId: string;
	companyName: string | null;
	resellerName: string | null;
	industryName: string | null;
	industryResourceId: string | null;
	licenseTypeName: string | null;
	licenseTypeResourceId: string | null;
	isNumberOfUsersLimited: boolean;
	numberOfUsers: string | null;
	targetUserCount: number;
	inactiveTargetUserCount: number;
	deletedTargetUserCount: number;
	monthlyActiveUserCount: number;
	licenceExpired: boolean;
	licenseEndDate: string | null;
	createTime: string | null;
	tags: string[] | null;
	/** Its own products, in place of those that its license type and its ID give it. */
	modules?: LookupEntry[];
	/** 0: nobody has access, 1: always, 2 to 5: for a time. */
	privacyDurationId: number;
	/** Names of the content vendors. Not in answers: see `training.ts`. Absent: by the ID; null: no training columns. */
	vendors?: string[] | null;
}

/** A row with its computed values, computed once and not with every search. */
export interface Company {
	readonly row: Readonly<CompanyRow>;
	readonly id: string;
	/** The name in lower case, for searching and sorting. */
	readonly name: string;
	/** Milliseconds; NaN if there is no date. */
	readonly renewal: number;
	readonly created: number;
	/** NaN if the text is not a number. */
	readonly limit: number;
	readonly isOverLimit: boolean;
}

/** An empty or wordy limit ("", "N/A") is not a number, although `Number('')` is 0. */
function limitOf(row: Readonly<CompanyRow>): number {
	const text = row.numberOfUsers?.trim() ?? '';
	return text === '' ? Number.NaN : Number(text);
}

/** Works out a row. */
export function company(row: CompanyRow): Company {
	const limit = limitOf(row);
	return {
		row: Object.freeze(row),
		id: row.companyResourceId,
		name: (row.companyName ?? '').toLowerCase(),
		renewal: Date.parse(row.licenseEndDate ?? ''),
		created: Date.parse(row.createTime ?? ''),
		limit,
		isOverLimit: row.isNumberOfUsersLimited && row.targetUserCount > limit,
	};
}
