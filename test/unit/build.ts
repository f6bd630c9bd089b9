import { toCompany } from '../../nodes/Companies/company/company';
import type { DayOrder } from '../../nodes/Companies/company/dates';
import type { RawCompany } from '../../nodes/Companies/company/rawCompany';
import { profileOf, type CompanyProfile } from '../../nodes/Companies/company/profile';
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
): CompanyProfile {
	const complete: RawCompany = { companyResourceId: 'id', isNumberOfUsersLimited: true, ...row };
	return profileOf(toCompany(complete), { today, dayOrder, catalogue });
}
