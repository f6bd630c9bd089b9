import type { IDataObject } from 'n8n-workflow';

import { spelledAs } from '../spelling';
import { idText } from './rawValues';

/** A company as the API sends it (contract sections 3 and 6). Any field may be missing or have another type. */
export type RawCompany = IDataObject;

/** The fields of a row that the output already covers with fields of its own. */
const ROW_FIELDS = [
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
	'monthlyEnrolled',
	'monthlyConsumption',
	'enrolledVendorNames',
	'enrolledVendorNamesDistribution',
	'licenceExpired',
	'licenseEndDate',
	'createTime',
	'tags',
	'modules',
	'privacyDurationId',
	'children',
];

/** Fields of the details only (contract section 6). They are passed through. */
const DETAIL_FIELDS = [
	'description',
	'countryResourceId',
	'countryName',
	'countryCode',
	'address',
	'websiteUrl',
	'logoUrl',
	'licensePeriodTypeName',
	'licenseStartDate',
	'companyGroups',
	'statusId',
	'statusName',
	'licenseModules',
	'timeZoneId',
	'dateFormat',
	'timeFormat',
	'hasAgenticAILicense',
];

/** The known fields of a row, which Selected Fields may name. */
export const RAW_FIELDS: readonly string[] = ROW_FIELDS;

/** Returns a row with the usual names of its fields. */
export const withUsualNames = spelledAs([...ROW_FIELDS, ...DETAIL_FIELDS]);

const SHOWN_BY_OWN_FIELDS: ReadonlySet<string> = new Set(ROW_FIELDS);

/** The fields to pass through, with their values. @param fields result of {@link withUsualNames} */
export function otherFieldsOf(fields: RawCompany): Array<[string, RawCompany[string]]> {
	return Object.entries(fields).filter(([name]) => !SHOWN_BY_OWN_FIELDS.has(name));
}

const usualIdOf = ({ companyResourceId, resourceId }: RawCompany) =>
	idText(companyResourceId) ?? idText(resourceId);

/** The ID of a row, in `companyResourceId` or `resourceId` (contract section 3). */
export function companyIdOf(row: RawCompany): string | null {
	return usualIdOf(row) ?? usualIdOf(withUsualNames(row));
}
