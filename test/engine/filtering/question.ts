import type { INodeParameters } from 'n8n-workflow';
import fc from '../../property';
import type { Behaviour, CompanyRow } from '../../simulator';
import { companies } from './companies';
import { conditionRows, criteriaOf, months, type ConditionRow } from './conditions';
import type { Criterion } from './criterion';
import { asks, deployments, faithfulDeployments, obeys } from './deployments';
import { factsOf, type Facts } from './facts';
import { filters, type FilterCriterion } from './filters';
import { orderOf, sorted, sorts, type Order } from './order';
import { segments, type SegmentCriterion } from './segments';

/** Everything that a random case of the property is made of. */
export interface Question {
	rows: CompanyRow[];
	behaviour: Partial<Behaviour>;
	mode: 'auto' | 'local' | 'api';
	segment: SegmentCriterion;
	filters: FilterCriterion[];
	conditions: ConditionRow[];
	match: 'all' | 'any';
	/** For Monthly Users. */
	month: string | undefined;
	sort: { orderBy?: string; direction?: '' | 'asc' | 'desc' };
	limit: number | undefined;
	output: 'simplified' | 'full' | 'selected' | 'raw';
	pageSize: number;
	timezone: string;
	/** Whether the user sets Date Format if the month comes first; otherwise the node must detect it or say that it cannot. */
	isFormatSet: boolean;
}

const question = fc.record({
	rows: companies,
	segment: segments,
	filters,
	conditions: conditionRows,
	match: fc.constantFrom<'all' | 'any'>('all', 'any'),
	month: months,
	sort: sorts,
	limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
	output: fc.constantFrom<Question['output']>('simplified', 'full', 'selected', 'raw'),
	pageSize: fc.constantFrom(1, 2, 5, 100),
	isFormatSet: fc.boolean(),
	timezone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York'),
});

const criteria = ({
	segment,
	filters,
	conditions,
	match,
}: Pick<Question, 'segment' | 'filters' | 'conditions' | 'match'>): Criterion[] => [
	segment,
	...filters,
	...criteriaOf(conditions, match),
];

/** Filtered by the node, whatever the deployment does. */
const checkedHere = fc
	.tuple(question, deployments, fc.constantFrom<'auto' | 'local'>('auto', 'auto', 'local'))
	.map(([asked, behaviour, mode]): Question => ({ ...asked, behaviour, mode }))
	.filter(
		(asked) =>
			!criteria(asked).some(
				({ needsCatalogue, needsVendorList }) =>
					(needsCatalogue && asked.behaviour.lookupForbidden) ||
					(needsVendorList && asked.behaviour.vendorList !== 'served'),
			),
	);

/** Filtered by the deployment alone: only if both mean the same. */
const checkedThere = fc
	.tuple(question, faithfulDeployments)
	.map(([asked, behaviour]): Question => ({ ...asked, behaviour, mode: 'api' }))
	.filter((asked) => criteria(asked).every(({ sameAtApi }) => sameAtApi));

export const questions: fc.Arbitrary<Question> = fc.oneof(
	{ arbitrary: checkedHere, weight: 5 },
	{ arbitrary: checkedThere, weight: 1 },
);

/** The question as the node's parameters. */
export function parametersOf(asked: Question): INodeParameters {
	const { segment, filters, conditions, match, sort, limit, output, pageSize, mode } = asked;
	const isMonthFirst = asked.behaviour.dateFormat?.startsWith('MM') ?? false;
	return {
		resource: 'company',
		operation: 'search',
		...segment.parameters,
		filters: Object.assign({}, ...filters.map(({ values }) => values)),
		conditions: { condition: conditions.map(({ row }) => row) },
		match,
		sort,
		returnAll: limit === undefined,
		...(limit !== undefined && { limit }),
		output,
		...(output === 'selected' && { fields: ['companyName'] }),
		options: {
			pageSize,
			filterMode: mode,
			...(asked.month !== undefined && { month: asked.month }),
			dateFormat: isMonthFirst && asked.isFormatSet ? 'MM/DD/YYYY' : 'auto',
		},
	};
}

/**
 * Whether the companies whose products or vendors are unknown stay, as far as one criterion decides it: if Keepnet was asked, returned
 * the company, and no company shows that it ignores the question.
 *
 * @returns `unclear` where that depends on which companies were returned and read
 */
function stays(
	asked: Question,
	criterion: Criterion,
	company: Facts,
	{ all, others, today }: { all: Facts[]; others: Criterion[]; today: string },
): boolean | 'unclear' {
	const { behaviour, mode, limit } = asked;
	const { field, holds } = criterion.atKeepnet ?? {};
	if (!field || !asks(behaviour, mode, field)) return false;
	if (obeys(behaviour, field)) return holds?.(company) ?? false;
	const contradicting = all.filter((facts) => criterion.holds(facts, today) === false);
	if (contradicting.length === 0) return true;
	const isReturned = contradicting.some((facts) =>
		others.every((other) => other.holds(facts, today) === true),
	);
	return isReturned && limit === undefined ? false : 'unclear';
}

/** The result of plainly filtering and sorting the whole list, before the limit; undefined where it is unclear. */
export function answerTo(
	asked: Question,
	today: string,
): { facts: Facts[]; order: Order } | undefined {
	const { rows, segment, sort, behaviour } = asked;
	const order = orderOf(sort, segment.order);
	const parts = criteria(asked);
	const all = rows.map((row) => factsOf(row, today, behaviour.timeZone ?? 'UTC', behaviour));
	const verdicts = all.map((company) => {
		const outcomes = parts.map((part) => {
			const others = parts.filter((other) => other !== part);
			return part.holds(company, today) ?? stays(asked, part, company, { all, others, today });
		});
		return !outcomes.includes(false) && (outcomes.includes('unclear') ? 'unclear' : true);
	});
	if (verdicts.includes('unclear')) return undefined;
	return {
		facts: sorted(
			all.filter((_, index) => verdicts[index]),
			order,
		),
		order,
	};
}
