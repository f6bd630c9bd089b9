import fc from '../../property';
import { industries, licenseTypes, modules, vendors } from '../../simulator';
import { DAYS, dayFromToday, LIMITS, NAMES, RESELLERS, TAGS } from './companies';
import { contains, isSureText, lower, partOf, type Criterion } from './criterion';
import { hasAtKeepnet, usesAtKeepnet, type Facts } from './facts';

/** A row of Conditions, and what it means. */
export interface ConditionRow extends Criterion {
	row: { fieldName: string; operator: string; value: string };
	/** It sets what is counted; it is not a condition. */
	setting?: boolean;
}

const compare = {
	equals: <T>(left: T, right: T) => left === right,
	notEquals: <T>(left: T, right: T) => left !== right,
	greaterThan: <T>(left: T, right: T) => left > right,
	greaterOrEqual: <T>(left: T, right: T) => left >= right,
	lessThan: <T>(left: T, right: T) => left < right,
	lessOrEqual: <T>(left: T, right: T) => left <= right,
};
type Comparison = keyof typeof compare;

function textRow(
	fieldName: string,
	texts: string[],
	textsOf: (facts: Facts) => Array<string | null>,
) {
	const value = fc.oneof(partOf(texts), fc.constantFrom(...texts));
	return fc.tuple(fc.constantFrom('contains', 'equals', 'notEquals'), value).map(
		([operator, wanted]): ConditionRow => ({
			row: { fieldName, operator, value: wanted },
			holds: (facts) => {
				const values = textsOf(facts);
				if (operator === 'contains') return values.some((text) => contains(text, wanted));
				const isEqual = values.some((text) => lower(text) === lower(wanted));
				return isEqual === (operator === 'equals');
			},
			// A name may be stored with a trailing space.
			sameAtApi: operator !== 'equals' && isSureText(wanted),
		}),
	);
}

/** An unknown value matches no comparison. */
function comparedRow<T extends string | number>(
	fieldName: string,
	operators: Comparison[],
	values: fc.Arbitrary<T>,
	valueOf: (facts: Facts) => T | undefined,
	sameAtApi: boolean,
) {
	return fc.tuple(fc.constantFrom(...operators), values).map(
		([operator, wanted]): ConditionRow => ({
			row: { fieldName, operator, value: String(wanted) },
			holds: (facts) => {
				const value = valueOf(facts);
				return value !== undefined && compare[operator](value, wanted);
			},
			sameAtApi,
		}),
	);
}

function choiceRow(
	fieldName: string,
	entries: Array<{ resourceId: string; name: string }>,
	nameOf: (facts: Facts) => string | null,
) {
	return fc.subarray(entries, { minLength: 1, maxLength: 3 }).map(
		(wanted): ConditionRow => ({
			row: { fieldName, operator: 'isAnyOf', value: wanted.map(({ name }) => name).join(',') },
			holds: (facts) => wanted.some(({ name }) => name === nameOf(facts)),
			sameAtApi: true,
		}),
	);
}

const productRow = fc
	.subarray(modules, { minLength: 1, maxLength: 3 })
	.map((wanted): ConditionRow => {
		const names = wanted.map(({ name }) => name);
		return {
			row: { fieldName: 'ModuleResourceId', operator: 'isAnyOf', value: names.join(', ') },
			holds: ({ owned }) => owned && names.some((name) => owned.includes(name)),
			atKeepnet: { field: 'ModuleResourceId', holds: (facts) => hasAtKeepnet(facts, names) },
			sameAtApi: true,
			needsCatalogue: true,
		};
	});

const vendorRow = fc
	.subarray(vendors, { minLength: 1, maxLength: 3 })
	.map((wanted): ConditionRow => {
		const names = wanted.map(({ name }) => name);
		return {
			row: { fieldName: 'TrainingVendorId', operator: 'isAnyOf', value: names.join(', ') },
			holds: ({ vendors: own }) => own && names.some((name) => own.includes(name)),
			atKeepnet: { field: 'TrainingVendorId', holds: (facts) => usesAtKeepnet(facts, names) },
			sameAtApi: true,
		};
	});

const limitContains = fc.constantFrom('1', '0', '10', '99').map(
	(wanted): ConditionRow => ({
		row: { fieldName: 'NumberOfUsers', operator: 'contains', value: wanted },
		holds: ({ row, limit }) => limit !== Infinity && contains(row.numberOfUsers, wanted),
		sameAtApi: false,
	}),
);

const expiredFlag = fc.boolean().map(
	(wanted): ConditionRow => ({
		row: { fieldName: 'LicenceExpired', operator: 'equals', value: String(wanted) },
		holds: ({ row }) => row.licenceExpired === wanted,
		sameAtApi: true,
	}),
);

const setting = (fieldName: string, operator: string, value: string): ConditionRow => ({
	row: { fieldName, operator, value },
	holds: () => true,
	sameAtApi: true,
	setting: true,
});

export const months = fc.option(fc.constantFrom('2025-12', '2026-03'), { nil: undefined, freq: 1 });

/** Months, each of its own figure, and the status, which needs its month. */
const settings = fc
	.record({
		enrolled: months,
		consumption: months,
		status: fc.constantFrom(undefined, '1', 'In Progress', 'Completed, in progress'),
	})
	.map(({ enrolled, consumption, status }) => [
		...(enrolled ? [setting('TrainingEnrolledMonth', 'equals', enrolled)] : []),
		...(consumption && status ? [setting('TrainingConsumptionStatus', 'isAnyOf', status)] : []),
		...(consumption ? [setting('TrainingConsumptionMonth', 'equals', consumption)] : []),
	]);

const dates: Comparison[] = ['equals', 'greaterThan', 'greaterOrEqual', 'lessThan', 'lessOrEqual'];
const day = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom(...DAYS).map(dayFromToday) },
	fc.constant('9999-12-31'),
);

const anyRow: fc.Arbitrary<ConditionRow> = fc.oneof(
	textRow('CompanyName', NAMES, ({ row }) => [row.companyName]),
	textRow('ResellerName', RESELLERS, ({ row }) => [row.resellerName]),
	textRow('Tags', TAGS, ({ row }) => row.tags ?? []),
	comparedRow(
		'TargetUserCount',
		Object.keys(compare) as Comparison[],
		fc.nat(22),
		({ row }) => row.targetUserCount,
		true,
	),
	comparedRow(
		'NumberOfUsers',
		['equals', 'notEquals', 'greaterOrEqual', 'lessOrEqual'],
		fc.constantFrom(...LIMITS, '9999', '20000').map(Number),
		({ limit }) => limit,
		false,
	),
	limitContains,
	comparedRow('LicenseEndDate', dates, day, ({ renewalDay }) => renewalDay, true),
	comparedRow('CreateTime', dates, day, ({ createdDay }) => createdDay, true),
	choiceRow('IndustryResourceId', industries.slice(0, 6), ({ row }) => row.industryName),
	choiceRow('LicenseTypeResourceId', licenseTypes, ({ row }) => row.licenseTypeName),
	expiredFlag,
	productRow,
	vendorRow,
);

/** Zero to three conditions, and sometimes settings. */
export const conditionRows = fc
	.tuple(fc.array(anyRow, { maxLength: 3 }), fc.oneof(fc.constant([]), settings))
	.map((rows) => rows.flat());

/** What the rows mean as Must Match says: a criterion for each, or one for all alternatives together. */
export function criteriaOf(rows: ConditionRow[], match: 'all' | 'any'): Criterion[] {
	const conditions = rows.filter(({ setting }) => !setting);
	if (match === 'all' || conditions.length < 2) return conditions;
	// Alternatives are only sent if they are about the same field.
	const [first] = conditions.map(({ atKeepnet }) => atKeepnet?.field);
	const areSent = conditions.every(({ atKeepnet }) => atKeepnet?.field === first);
	const field = areSent ? first : undefined;
	return [
		{
			holds: (facts, today) => {
				const outcomes = conditions.map((row) => row.holds(facts, today));
				return outcomes.includes(true) || (outcomes.includes(undefined) ? undefined : false);
			},
			...(field && {
				atKeepnet: {
					field,
					holds: (facts) => conditions.some((row) => row.atKeepnet?.holds(facts)),
				},
			}),
			// Otherwise Keepnet decides about unknown values only if it is trusted.
			sameAtApi:
				conditions.every(({ sameAtApi }) => sameAtApi) &&
				(field !== undefined || !conditions.some(({ atKeepnet }) => atKeepnet)),
			needsCatalogue: conditions.some(({ needsCatalogue }) => needsCatalogue),
		},
	];
}
