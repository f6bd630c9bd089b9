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

/** Reads the settings, wherever they are in the filter. */
export function countedBy(filter: Filter): Counted {
	const items = itemsOf(filter.FilterGroups ?? []);
	const valueOf = (field: string) => items.find(({ FieldName }) => FieldName === field)?.Value;
	return {
		users: valueOf('MonthlyActiveUser'),
		enrolled: valueOf('TrainingEnrolledMonth'),
		consumption: valueOf('TrainingConsumptionMonth'),
		status: valueOf('TrainingConsumptionStatus')?.split(','),
	};
}
