import type { Insight } from '../../insight/assess';
import type { Condition } from '../condition';
import type { OperatorName } from '../fields';
import { OPERATORS } from '../fields';

/**
 * A field that was typed by hand because this node does not list it. The API has to know it; whether it keeps to it can
 * only be checked here where the rows carry a field of that name.
 */
export function typedFieldCondition(
	label: string,
	fieldName: string,
	operator: OperatorName,
	value: string,
): Condition {
	const rowField = fieldName[0].toLowerCase() + fieldName.slice(1);
	const wanted = value.toLowerCase();
	const holds = ({ company }: Insight) => {
		const found = company.raw[rowField];
		if (found === undefined || found === null || typeof found === 'object') return true;
		const text = String(found).toLowerCase();
		if (operator === 'contains') return text.includes(wanted);
		if (operator === 'equals') return text === wanted;
		return operator === 'notEquals' ? text !== wanted : true;
	};
	const term = {
		all: [{ FieldName: fieldName, Operator: OPERATORS[operator].sign, Value: value }],
	};
	return {
		label,
		holds,
		exact: term,
		wide: term,
		passesWide: holds,
		onlyApi: true,
		alwaysSent: true,
	};
}
