import { DateTime } from 'luxon';
import type { Simulator } from '../../simulator';
import { factsOf } from './facts';

const SMISHING = 'Smishing Simulator';

/** Whom to call: renewal due within 60 days, no Smishing Simulator, 80 % used or more, soonest renewal first. */
export const WHOM_TO_CALL = {
	resource: 'company',
	operation: 'search',
	segment: 'renewalDue',
	withinDays: 60,
	returnAll: true,
	filters: { missingProducts: [SMISHING], usageMin: 80 },
	sort: { orderBy: 'daysToRenewal' },
	output: 'full',
};

/** The IDs of the companies to call today, in UTC, by plain filtering of the whole list. */
export function companiesToCall({ companies }: Simulator): string[] {
	const today = DateTime.utc().toISODate();
	return companies
		.list()
		.map((row) => factsOf(row, today, 'UTC'))
		.filter(
			({ daysToRenewal = -1, missing = [], usage = 0 }) =>
				daysToRenewal >= 0 && daysToRenewal <= 60 && missing.includes(SMISHING) && usage >= 80,
		)
		.map(({ row }) => row.companyResourceId);
}
