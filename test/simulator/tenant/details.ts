import { modulesOf } from './catalogue';
import { fraction, identifier } from './hash';
import type { Company } from './row';

const countries = [
	{ countryName: 'Türkiye', countryCode: 'TR', timeZoneId: 'Turkey Standard Time' },
	{ countryName: 'United States', countryCode: 'US', timeZoneId: 'Eastern Standard Time' },
	{ countryName: '日本', countryCode: 'JP', timeZoneId: 'Tokyo Standard Time' },
	{ countryName: "Côte d'Ivoire", countryCode: 'CI', timeZoneId: 'Greenwich Standard Time' },
];

/** All details of one company; the limit is an int here, a text in the search. */
export function companyDetails({ row, id, limit }: Company): Record<string, unknown> {
	const country = countries[Math.floor(fraction(id) * countries.length)];
	return {
		resourceId: id,
		name: row.companyName,
		description: null,
		industryResourceId: row.industryResourceId,
		industryName: row.industryName,
		countryResourceId: identifier(country.countryCode),
		...country,
		address: null,
		websiteUrl: `https://${id.slice(0, 8)}.example.com`,
		logoUrl: null,
		licenseTypeResourceId: row.licenseTypeResourceId,
		licenseTypeName: row.licenseTypeName,
		licensePeriodTypeName: 'Yearly',
		licenseStartDate: row.createTime,
		licenseEndDate: row.licenseEndDate,
		isNumberOfUsersLimited: row.isNumberOfUsersLimited,
		numberOfUsers: Number.isInteger(limit) ? limit : null,
		companyGroups: [],
		statusId: 1,
		statusName: 'Active',
		licenseModules: modulesOf(row).map(({ resourceId }) => resourceId),
		targetUserCount: row.targetUserCount,
		dateFormat: 'DD/MM/YYYY',
		timeFormat: 'HH:mm',
		tags: row.tags,
		hasAgenticAILicense: fraction(`agentic ${id}`) < 0.2,
	};
}

/** How much of its license a company uses. */
export function licenseCheck({ row, limit, isOverLimit }: Company): Record<string, unknown> {
	return {
		isLimited: row.isNumberOfUsersLimited,
		licenseLimit: Number.isInteger(limit) ? limit : null,
		activeUserCount: row.targetUserCount,
		totalUserCount: row.targetUserCount + row.inactiveTargetUserCount,
		isLicenseExceeded: isOverLimit,
	};
}
