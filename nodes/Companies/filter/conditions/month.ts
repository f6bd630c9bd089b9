import { type Condition, exactCondition } from '../condition';
import type { MonthField, Named } from '../field';
import { OPERATORS } from '../operators';

/** Sets the month (`YYYY-MM`) that the API counts new users in. It filters no company. */
export function monthSetting(label: string, { name }: Named<MonthField>, month: string): Condition {
	const clause = { all: [{ FieldName: name, Operator: OPERATORS.equals.sign, Value: month }] };
	return { ...exactCondition(label, clause, () => true), alwaysSent: true, setting: true };
}
