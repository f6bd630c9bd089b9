import type { Behaviour } from '../behaviour';
import { fraction } from '../tenant/hash';
import type { CompanyRow } from '../tenant/row';
import { writeDate } from './dates';

/** A row as an answer carries it. */
export type WrittenRow = Record<string, unknown>;

/** Users added in a month; the row only has the current month. */
function monthlyUsers(row: Readonly<CompanyRow>, month: string | undefined): number {
	if (month === undefined) return row.monthlyActiveUserCount;
	const share = fraction(`${month} ${row.companyResourceId}`);
	return Math.floor(share * (row.targetUserCount * 0.2 + 2));
}

/** Formats rows as the deployment does. */
export function rowWriter(behaviour: Behaviour, month: string | undefined) {
	const { dateFormat, timeZone, resourceIdName, extraFields } = behaviour;
	return (row: Readonly<CompanyRow>): WrittenRow => {
		const { companyResourceId, ...rest } = row;
		return {
			[resourceIdName]: companyResourceId,
			...rest,
			monthlyActiveUserCount: monthlyUsers(row, month),
			licenseEndDate: writeDate(row.licenseEndDate, dateFormat, timeZone),
			createTime: writeDate(row.createTime, dateFormat, timeZone),
			...(extraFields && {
				riskScore: Math.round(fraction(companyResourceId) * 1000) / 10,
				accountManager: { name: 'A. Manager', email: 'manager@example.com' },
				isPilot: null,
			}),
		};
	};
}
