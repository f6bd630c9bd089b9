import { toCompany } from '../company/company';
import type { DateFormat } from '../company/dateOrder';
import { DateEvidence } from '../company/dateOrder';
import type { RawCompany } from '../company/rawCompany';
import type { Insight, Knowledge } from '../company/profile';
import { assess } from '../company/profile';

/**
 * Judges rows that are all there already, for a look at a list before it is read.
 *
 * @param knowledge what companies are judged against; how dates are written is found out from the rows
 * @returns the insights in the order of the rows, and what the rows show of their dates
 */
export function assessRows(
	rows: RawCompany[],
	dateFormat: DateFormat,
	knowledge: Omit<Knowledge, 'dayOrder'>,
): { insights: Insight[]; evidence: DateEvidence } {
	const companies = rows.map((row) => toCompany(row));
	const evidence = new DateEvidence(dateFormat);
	companies.forEach((company) => evidence.add(company));
	const dayOrder = evidence.order;
	return {
		insights: companies.map((company) => assess(company, { ...knowledge, dayOrder })),
		evidence,
	};
}
