import { toCompany } from '../../nodes/Companies/company/company';
import type { DayOrder } from '../../nodes/Companies/company/dates';
import type { RawCompany } from '../../nodes/Companies/company/rawCompany';
import { assess, type Insight } from '../../nodes/Companies/company/profile';
import type { Catalogue } from '../../nodes/Companies/company/products';

export const TODAY = '2026-03-15';

/** A company of the API, assessed on {@link TODAY}. */
export function insightOf(
	row: RawCompany,
	{
		today = TODAY,
		dayOrder = 'dayFirst',
		catalogue,
	}: { today?: string; dayOrder?: DayOrder; catalogue?: Catalogue } = {},
): Insight {
	const complete: RawCompany = { companyResourceId: 'id', isNumberOfUsersLimited: true, ...row };
	return assess(toCompany(complete), { today, dayOrder, catalogue });
}
