import { resellers } from '../tenant/catalogue';
import { identifier } from '../tenant/hash';
import type { Company, CompanyRow } from '../tenant/row';

/** A row with its child rows; companies have none. */
export interface Cluster {
	row: Readonly<CompanyRow>;
	children: Cluster[];
}

function resellerRow(name: string, parent: string | undefined): CompanyRow {
	return {
		companyResourceId:
			resellers.find((known) => known.name === name)?.resourceId ?? identifier(name),
		companyName: name,
		resellerName: parent ?? null,
		industryName: null,
		industryResourceId: null,
		licenseTypeName: null,
		licenseTypeResourceId: null,
		isNumberOfUsersLimited: false,
		numberOfUsers: null,
		targetUserCount: 0,
		inactiveTargetUserCount: 0,
		deletedTargetUserCount: 0,
		monthlyActiveUserCount: 0,
		licenceExpired: false,
		licenseEndDate: null,
		createTime: null,
		tags: null,
		privacyDurationId: 1,
	};
}

/** Groups companies under their resellers, and resellers under theirs; a group takes the place of its first company. */
export function cluster(companies: readonly Company[]): Cluster[] {
	const roots: Cluster[] = [];
	const groups = new Map<string, Cluster>();

	const groupOf = (name: string): Cluster => {
		const known = groups.get(name);
		if (known !== undefined) return known;
		const parent = resellers.find((reseller) => reseller.name === name)?.parent;
		const group: Cluster = { row: resellerRow(name, parent), children: [] };
		groups.set(name, group);
		(parent === undefined ? roots : groupOf(parent).children).push(group);
		return group;
	};

	for (const { row } of companies) {
		const siblings = row.resellerName === null ? roots : groupOf(row.resellerName).children;
		siblings.push({ row, children: [] });
	}
	return roots;
}

/** The rows of clusters one after the other, a group before its companies. */
export function flatten(clusters: readonly Cluster[]): Array<Readonly<CompanyRow>> {
	return clusters.flatMap(({ row, children }) => [row, ...flatten(children)]);
}
