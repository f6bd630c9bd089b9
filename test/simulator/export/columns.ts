import type { WrittenRow } from '../search/rows';

type Cell = string | number | null;

const text = (value: unknown): Cell =>
	typeof value === 'string' || typeof value === 'number' ? value : null;

/** The list's visible columns: heading and cell value. */
const columns: ReadonlyArray<{ heading: string; cell: (row: WrittenRow) => Cell }> = [
	{ heading: 'Company Name', cell: (row) => text(row.companyName) },
	{ heading: 'Reseller Name', cell: (row) => text(row.resellerName) },
	{ heading: 'Industry', cell: (row) => text(row.industryName) },
	{ heading: 'License Type', cell: (row) => text(row.licenseTypeName) },
	{ heading: 'Target Users', cell: (row) => text(row.targetUserCount) },
	{ heading: 'Inactive Users', cell: (row) => text(row.inactiveTargetUserCount) },
	{ heading: 'Deleted Users', cell: (row) => text(row.deletedTargetUserCount) },
	{ heading: 'Monthly Users', cell: (row) => text(row.monthlyActiveUserCount) },
	{
		heading: 'License Limit',
		cell: (row) => (row.isNumberOfUsersLimited === true ? text(row.numberOfUsers) : 'Unlimited'),
	},
	{ heading: 'Tags', cell: (row) => (Array.isArray(row.tags) ? row.tags.join(', ') : null) },
	{ heading: 'Renewal Date', cell: (row) => text(row.licenseEndDate) },
	{ heading: 'Date Created', cell: (row) => text(row.createTime) },
];

export const headings = columns.map(({ heading }) => heading);

/** A row's cells in the order of the columns. */
export function cells(row: WrittenRow): Cell[] {
	return columns.map(({ cell }) => cell(row));
}
