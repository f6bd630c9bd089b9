import type { Behaviour } from '../behaviour';
import { failure, inputError } from '../http/refusal';
import { compileItem } from './items';
import { countedBy } from './settings';
import type { Filter, FilterGroup, Predicate } from './types';

/** Empty and ignored conditions do not count, neither under AND nor under OR. */
function combine(
	condition: 'AND' | 'OR',
	parts: Array<Predicate | undefined>,
): Predicate | undefined {
	const all = parts.filter((part) => part !== undefined);
	if (all.length === 0) return undefined;
	if (all.length === 1) return all[0];
	return condition === 'AND'
		? (company) => all.every((part) => part(company))
		: (company) => all.some((part) => part(company));
}

function compileGroup(group: FilterGroup, behaviour: Behaviour): Predicate | undefined {
	return combine(group.Condition, [
		...group.FilterItems.map((item) => compileItem(item, behaviour)),
		...group.FilterGroups.map((inner) => compileGroup(inner, behaviour)),
	]);
}

/** The search box: any of the visible texts. */
function compileText(text: string, behaviour: Behaviour): Predicate | undefined {
	const wanted = text.trim().toLowerCase();
	if (wanted === '' || behaviour.searchText === 'ignore') return undefined;
	return ({ name, row }) =>
		[name, row.resellerName, row.industryName, row.licenseTypeName, ...(row.tags ?? [])].some(
			(part) => part?.toLowerCase().includes(wanted) ?? false,
		);
}

const countItems = (groups: FilterGroup[]): number =>
	groups.reduce((sum, group) => sum + group.FilterItems.length + countItems(group.FilterGroups), 0);

/** Compiles the whole filter; throws a refusal for what the deployment does not understand. */
export function compileFilter(filter: Filter, behaviour: Behaviour): Predicate {
	const { status, consumption } = countedBy(filter);
	if (status && consumption === undefined) {
		throw inputError('TrainingConsumptionStatus needs TrainingConsumptionMonth.');
	}
	if (countItems(filter.FilterGroups ?? []) > behaviour.maxConditions) throw failure(behaviour);
	const groups = (filter.FilterGroups ?? []).map((group) => compileGroup(group, behaviour));
	const text = compileText(filter.SearchInputTextValue, behaviour);
	return combine('AND', [combine(filter.Condition, groups), text]) ?? (() => true);
}
