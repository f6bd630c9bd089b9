import type { FilterClause } from '../../nodes/Companies/api/searchRequest';
import { seatsOverLimit } from '../../nodes/Companies/company/license';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import type { LookupEntry } from '../../nodes/Companies/company/products';
import { dayAfter } from '../../nodes/Companies/company/renewal';
import { clauseOf, isComparable, type Condition } from '../../nodes/Companies/filter/condition';
import { choiceCondition } from '../../nodes/Companies/filter/conditions/choice';
import { flagCondition, spanCondition, spanOf } from '../../nodes/Companies/filter/conditions/date';
import {
	limitCondition,
	limitContains,
	numberCondition,
} from '../../nodes/Companies/filter/conditions/number';
import { textCondition } from '../../nodes/Companies/filter/conditions/text';
import type { ApiField, Field } from '../../nodes/Companies/filter/field';
import { API_FIELDS } from '../../nodes/Companies/filter/fields';
import { operatorsOf, OPERATORS, type OperatorName } from '../../nodes/Companies/filter/operators';
import { frequencies, partOf, valueFor } from './sampleValues';

/** One comparison that the API is asked for, with a value from the sample. */
export interface Clause {
	field: string;
	sign: string;
	sent: FilterClause;
	/** Whether the API should return a company; null where databases may differ. */
	expects(profile: CompanyProfile): boolean | null;
}

/** Where the choices of fields come from. */
export interface Choices {
	products: LookupEntry[];
	vendors: LookupEntry[];
}

export const OVER_LIMIT = 'isTargetUserCountExceededLimit';

/** A text that every database compares in the same way. */
const isPlain = (text: string) => /^[!-~]+(?: [!-~]+)*$/.test(text);

const isAsMatched =
	(condition: Condition): Clause['expects'] =>
	(profile) =>
		isComparable(condition, profile) ? condition.matches(profile) : null;

type Make = (operator: OperatorName) => Omit<Clause, 'field' | 'sign'> | undefined;

function textClauses(field: Field<'text'>, profiles: CompanyProfile[]): Make {
	const texts = profiles.flatMap(field.values).filter(isPlain);
	return (operator) => {
		const value =
			operator === 'contains' ? partOf(texts, profiles.length) : frequencies(texts)[0]?.[0];
		if (value === undefined) return undefined;
		const condition = textCondition('', field, operator as 'contains', value);
		return {
			sent: clauseOf(field.name, operator, value),
			expects: (profile) => {
				const own = field.values(profile);
				const isSure = own.length > 0 && own.every(isPlain);
				return isSure ? condition.matches(profile) : null;
			},
		};
	};
}

function numberClauses(field: Field<'number' | 'limit'>, profiles: CompanyProfile[]): Make {
	return (operator) => {
		const value = valueFor(operator, profiles.map(field.value));
		if (value === undefined) return undefined;
		const sent = clauseOf(field.name, operator, String(value));
		if (field.kind === 'limit' && operator === 'contains') {
			return { sent, expects: isAsMatched(limitContains('', field, String(value))) };
		}
		const make = field.kind === 'limit' ? limitCondition : numberCondition;
		const condition = make('', field as Field<'limit'>, operator as 'equals', value);
		const isKnown = (profile: CompanyProfile) => field.value(profile) !== null;
		const matches = isAsMatched(condition);
		return { sent, expects: (profile) => (isKnown(profile) ? matches(profile) : null) };
	};
}

/** The API may compare in another time zone, so the days around the value show nothing. */
function dateClauses(field: Field<'date'>, profiles: CompanyProfile[]): Make {
	return (operator) => {
		const day = valueFor(operator, profiles.map(field.value));
		if (day === undefined) return undefined;
		const condition = spanCondition('', field, spanOf(operator as 'equals', day));
		const [from, to] = [dayAfter(day, -1), dayAfter(day, 1)];
		return {
			sent: clauseOf(field.name, operator, day),
			expects: (profile) => {
				const own = field.value(profile);
				return own === null || (own >= from && own <= to) ? null : condition.matches(profile);
			},
		};
	};
}

function choiceClauses(field: Field<'choice'>, profiles: CompanyProfile[], choices: Choices): Make {
	const owns = (profile: CompanyProfile, { id, name }: LookupEntry) =>
		(field.values(profile) ?? []).some((value) => value === id || value === name);
	const listed: LookupEntry[] = {
		products: choices.products,
		vendors: choices.vendors,
		industries: profiles.flatMap(({ company: { industryId: id, industry: name } }) =>
			id !== null && name !== null ? [{ id, name }] : [],
		),
		licenseTypes: profiles.flatMap(({ company: { licenseTypeId: id, licenseType: name } }) =>
			id !== null && name !== null ? [{ id, name }] : [],
		),
	}[field.list];
	const entry = listed.find(
		(one) => profiles.some((p) => owns(p, one)) && profiles.some((p) => !owns(p, one)),
	);
	return () => {
		if (!entry) return undefined;
		const condition = choiceCondition('', field, { chosen: [entry] });
		return {
			sent: clauseOf(field.name, 'isAnyOf', entry.id),
			expects: (profile) => (field.values(profile)?.length ? condition.matches(profile) : null),
		};
	};
}

function makerOf(
	field: ApiField,
	profiles: CompanyProfile[],
	choices: Choices,
	month: string,
): Make {
	switch (field.kind) {
		case 'text':
			return textClauses(field, profiles);
		case 'number':
		case 'limit':
			return numberClauses(field, profiles);
		case 'date':
			return dateClauses(field, profiles);
		case 'choice':
			return choiceClauses(field, profiles, choices);
		case 'flag':
			return (operator) => ({
				sent: clauseOf(field.name, operator, 'false'),
				expects: isAsMatched(flagCondition('', field, false)),
			});
		case 'month':
			return (operator) => ({
				sent: clauseOf(field.name, operator, month),
				expects: () => true,
			});
		case 'status':
			return (operator) => ({
				sent: {
					all: [
						...clauseOf(field.needs, 'equals', month).all,
						...clauseOf(field.name, operator, '1').all,
					],
				},
				expects: () => true,
			});
	}
}

/** Each field with each of its operators. */
export const COMPARISONS = API_FIELDS.flatMap((field) =>
	operatorsOf(field.kind).map((operator) => ({
		field,
		operator,
		sign: OPERATORS[operator].sign,
	})),
);

/** The comparisons to ask for; undefined where the sample has no value for one. */
export function clausesFor(
	profiles: CompanyProfile[],
	choices: Choices,
): Array<{ field: string; sign: string; clause: Clause | undefined }> {
	const month = new Date().toISOString().slice(0, 7);
	const compared = COMPARISONS.map(({ field, operator, sign }) => {
		const made = makerOf(field, profiles, choices, month)(operator);
		const { name } = field;
		return { field: name, sign, clause: made && { field: name, sign, ...made } };
	});
	const flag: Clause = {
		field: OVER_LIMIT,
		sign: '=',
		sent: { overLimit: true },
		expects: ({ company }) => {
			const seats = seatsOverLimit(company);
			return seats === null ? null : seats > 0;
		},
	};
	return [...compared, { field: OVER_LIMIT, sign: '=', clause: flag }];
}
