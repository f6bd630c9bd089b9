import type { IDataObject } from 'n8n-workflow';

import { spelledAs } from '../spelling';
import { idText } from './rawValues';

/** A company as the API sends it (contract sections 3 and 6): nothing about it is certain but that it is an object. */
export type RawCompany = IDataObject;

/** The fields of a row that are read here and have a field of their own in the items. */
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
	'licenceExpired',
	'licenseEndDate',
	'createTime',
	'tags',
	'privacyDurationId',
	'children',
];

/** Those that only the details of one company have (contract section 6). They pass through. */
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

/** Every field of a row that the API is known to send, as Selected Fields may name it. */
export const API_FIELDS: readonly string[] = ROW_FIELDS;

/** A row with the names of its fields as they are usually written. */
export const withUsualNames = spelledAs([...ROW_FIELDS, ...DETAIL_FIELDS]);

const SHOWN_BY_OWN_FIELDS: ReadonlySet<string> = new Set(ROW_FIELDS);

/** The fields that pass through, with their values. @param fields as {@link withUsualNames} gives them */
export function otherFieldsOf(fields: RawCompany): Array<[string, RawCompany[string]]> {
	return Object.entries(fields).filter(([name]) => !SHOWN_BY_OWN_FIELDS.has(name));
}

const usualIdOf = ({ companyResourceId, resourceId }: RawCompany) =>
	idText(companyResourceId) ?? idText(resourceId);

/** The ID of a row; some answers call it `resourceId` (contract section 3). */
export function companyIdOf(row: RawCompany): string | null {
	return usualIdOf(row) ?? usualIdOf(withUsualNames(row));
}
