import { modulesOf } from '../tenant/catalogue';
import { vendorsOf } from '../tenant/training';
import { dateRule, type DayFormat } from './date';
import { monthRule } from './month';
import { limitRule, numberRule } from './number';
import { idRule, textRule } from './text';
import type { FieldRule } from './types';

const expiredRule: FieldRule = {
	operators: ['='],
	compile(_operator, value) {
		if (value !== 'true' && value !== 'false') throw new Error("needs 'true' or 'false'");
		return ({ row }) => row.licenceExpired === (value === 'true');
	},
};

const statusRule: FieldRule = {
	operators: ['Include'],
	compile(_operator, value) {
		if (!/^[12](,[12])?$/.test(value)) throw new Error("needs '1', '2' or '1,2'");
		return () => true;
	},
};

const fixed = {
	CompanyName: textRule(({ row }) => [row.companyName]),
	ResellerName: textRule(({ row }) => [row.resellerName]),
	Tags: textRule(({ row }) => row.tags ?? []),
	IndustryResourceId: idRule(({ row }) => [row.industryResourceId]),
	LicenseTypeResourceId: idRule(({ row }) => [row.licenseTypeResourceId]),
	ModuleResourceId: idRule(({ row }) => modulesOf(row).map(({ resourceId }) => resourceId)),
	TargetUserCount: numberRule(['=', '!=', '>', '>=', '<', '<='], ({ row }) => row.targetUserCount),
	NumberOfUsers: limitRule,
	LicenceExpired: expiredRule,
	MonthlyActiveUser: monthRule,
	TrainingVendorId: idRule(({ row }) => vendorsOf(row).map(({ id }) => id)),
	TrainingEnrolledMonth: monthRule,
	TrainingConsumptionMonth: monthRule,
	TrainingConsumptionStatus: statusRule,
};

export type FieldName = keyof typeof fixed | 'LicenseEndDate' | 'CreateTime';

/** Fields whose conditions are dates. */
export const dateFields: readonly string[] = ['LicenseEndDate', 'CreateTime'];

/** Every field that can be filtered, as the contract has it. */
export function fieldRules(tenantFormat: DayFormat): Map<string, FieldRule> {
	return new Map<string, FieldRule>([
		...Object.entries(fixed),
		['LicenseEndDate', dateRule(({ renewal }) => renewal, tenantFormat)],
		['CreateTime', dateRule(({ created }) => created, tenantFormat)],
	]);
}
