import type { LookupEntry } from '../../company/products';
import { clauseOf, type Condition, exactCondition } from '../condition';
import type { Field } from '../field';
import type { OperatorName } from '../operators';

/** A condition that sets what the API counts. It matches every company and is sent in every filter mode. */
function settingOf(
	label: string,
	field: Field<'month' | 'status'>,
	[operator, value]: [OperatorName, string],
	byDefault: string,
): Condition {
	const { name, counts } = field;
	return {
		...exactCondition(label, clauseOf(name, operator, value), () => true),
		alwaysSent: true,
		setting: { name, value, otherwise: `${counts} counts ${byDefault}` },
	};
}

/** Sets the month (`YYYY-MM`) of a figure. */
export function monthSetting(label: string, field: Field<'month'>, month: string): Condition {
	return settingOf(label, field, ['equals', month], 'the month that Keepnet uses by default');
}

/** Sets of which status the training must be that a figure counts. */
export function statusSetting(
	label: string,
	field: Field<'status'>,
	chosen: readonly LookupEntry[],
): Condition {
	const ids = field.choices.filter((choice) => chosen.includes(choice)).map(({ id }) => id);
	return settingOf(label, field, ['isAnyOf', ids.join(',')], 'what Keepnet counts by default');
}

/** Adds what the API needs beside a condition, so that it can also be asked whether it accepts the condition alone. */
export function sentWith(condition: Condition, needed: Condition): Condition {
	const clause = [needed, condition].flatMap(({ exactClause }) =>
		exactClause && 'all' in exactClause ? exactClause.all : [],
	);
	return { ...condition, exactClause: { all: clause }, supersetClause: { all: clause } };
}
