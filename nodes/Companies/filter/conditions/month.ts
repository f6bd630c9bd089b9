import type { Condition } from '../condition';

/** Sets the month (`YYYY-MM`) that the API counts new users in. It leaves out no company. */
export function monthSetting(label: string, month: string): Condition {
	const term = { all: [{ FieldName: 'MonthlyActiveUser', Operator: '=', Value: month }] };
	return {
		label,
		holds: () => true,
		exact: term,
		wide: term,
		passesWide: () => true,
		alwaysSent: true,
		setting: true,
	};
}
