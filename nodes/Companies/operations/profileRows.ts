import { toCompany } from '../company/company';
import { DateEvidence, type DateFormat } from '../company/dateOrder';
import type { RawCompany } from '../company/rawCompany';
import { profileOf, type CompanyProfile, type ProfileContext } from '../company/profile';

/**
 * Profiles rows that are all there already, for a look at a list before it is read.
 *
 * @param context what a profile depends on; the order of day and month is found out from the rows
 * @returns the profiles in the order of the rows, and what the rows show of their dates
 */
export function profileRows(
	rows: RawCompany[],
	dateFormat: DateFormat,
	context: Omit<ProfileContext, 'dayOrder'>,
): { profiles: CompanyProfile[]; evidence: DateEvidence } {
	const companies = rows.map((row) => toCompany(row));
	const evidence = new DateEvidence(dateFormat);
	companies.forEach((company) => evidence.add(company));
	const dayOrder = evidence.order;
	return {
		profiles: companies.map((company) => profileOf(company, { ...context, dayOrder })),
		evidence,
	};
}
