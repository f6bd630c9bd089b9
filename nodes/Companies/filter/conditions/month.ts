import type { Condition } from '../condition';

/** Sets the month (`YYYY-MM`) that the API counts new users in. It leaves out no company. */
export function monthSetting(label: string, month: string): Condition {
	const clause = { all: [{ FieldName: 'MonthlyActiveUser', Operator: '=', Value: month }] };
	return {
		label,
		matches: () => true,
		exactClause: clause,
		supersetClause: clause,
		matchesSuperset: () => true,
		alwaysSent: true,
		setting: true,
	};
}
