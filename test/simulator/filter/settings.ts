import type { TrainingMonths } from '../tenant/training';
import type { Filter, FilterGroup, FilterItem } from './types';

/** Fields that select no company but set what the rows count. */
export const settingFields: readonly string[] = [
	'MonthlyActiveUser',
	'TrainingEnrolledMonth',
	'TrainingConsumptionMonth',
	'TrainingConsumptionStatus',
];

/** What the rows of an answer count. */
export interface Counted extends TrainingMonths {
	/** The month of the monthly users. */
	users?: string;
}

const itemsOf = (groups: FilterGroup[]): FilterItem[] =>
	groups.flatMap(({ FilterItems, FilterGroups }) => [...FilterItems, ...itemsOf(FilterGroups)]);

/** Reads the settings, wherever they are in the filter. @param isIgnored whether the deployment ignores a field */
export function countedBy(
	filter: Filter,
	isIgnored: (field: string) => boolean = () => false,
): Counted {
	const all = itemsOf(filter.FilterGroups ?? []);
	const items = all.filter(({ FieldName }) => !isIgnored(FieldName));
	const valueOf = (field: string) => items.find(({ FieldName }) => FieldName === field)?.Value;
	return {
		users: valueOf('MonthlyActiveUser'),
		enrolled: valueOf('TrainingEnrolledMonth'),
		consumption: valueOf('TrainingConsumptionMonth'),
		status: valueOf('TrainingConsumptionStatus')?.split(','),
	};
}
