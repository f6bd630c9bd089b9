/** A company as the search answers it; the simulator's truth is kept in the same shape. */
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
	privacyDurationId: number;
}

/** A row with everything about it that is worked out once, not with every search. */
export interface Company {
	readonly row: Readonly<CompanyRow>;
	readonly id: string;
	/** The name in small letters, to search and to order by. */
	readonly name: string;
	/** Milliseconds; NaN where there is no such date. */
	readonly renewal: number;
	readonly created: number;
	/** NaN where the text is no number. */
	readonly limit: number;
	readonly isOverLimit: boolean;
}

/** An empty or wordy limit ("", "N/A") is no number, though `Number('')` is 0. */
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
