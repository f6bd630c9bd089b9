import type { Behaviour } from '../behaviour';
import { isIgnored } from '../filter/items';
import { countedBy, type Counted } from '../filter/settings';
import type { Filter } from '../filter/types';
import { customType, modulesOf } from '../tenant/catalogue';
import { fraction } from '../tenant/hash';
import type { CompanyRow } from '../tenant/row';
import { lacksTraining, trainingOf } from '../tenant/training';
import { writeDate } from './dates';

/** A row as an answer carries it. */
export type WrittenRow = Record<string, unknown>;

/** The monthly users of a month; the row only has the current one. */
function monthlyUsers(row: Readonly<CompanyRow>, month: string | undefined): number {
	if (month === undefined) return row.monthlyActiveUserCount;
	const share = fraction(`${month} ${row.companyResourceId}`);
	return Math.floor(share * (row.targetUserCount * 0.2 + 2));
}

/** The columns about third-party training, as far as the deployment has them. */
function trainingColumns(
	row: Readonly<CompanyRow>,
	{ trainingColumns: which, vendorNames }: Behaviour,
	counted: Counted,
): WrittenRow {
	if (which === 'none' || row.vendors === null) return {};
	if (which === 'some' && lacksTraining(row)) return {};
	const training = trainingOf(row, counted);
	const { enrolledVendorNames: names } = training;
	return { ...training, enrolledVendorNames: vendorNames === 'list' ? names : names.join(' , ') };
}

/** The products in a row; `undefined` if this deployment does not write them for such a company. */
function writtenModules(row: Readonly<CompanyRow>, { modules }: Behaviour): unknown {
	const isCustom = row.licenseTypeResourceId === customType.resourceId;
	if (modules === 'none' || (modules === 'custom' && !isCustom)) return undefined;
	return modulesOf(row).map(({ name, resourceId }) =>
		modules === 'texts' ? name : { name, resourceId },
	);
}

/** Formats rows as the deployment does. @param filter may set what the rows count */
export function rowWriter(behaviour: Behaviour, filter: Filter) {
	const counted = countedBy(filter, (field) => isIgnored(behaviour, field));
	const { dateFormat, timeZone, resourceIdName, extraFields } = behaviour;
	return (row: Readonly<CompanyRow>): WrittenRow => {
		const { companyResourceId, ...rest } = row;
		return {
			[resourceIdName]: companyResourceId,
			...rest,
			monthlyActiveUserCount: monthlyUsers(row, counted.users),
			...trainingColumns(row, behaviour, counted),
			// Only the simulator knows them all.
			vendors: undefined,
			licenseEndDate: writeDate(row.licenseEndDate, dateFormat, timeZone),
			createTime: writeDate(row.createTime, dateFormat, timeZone),
			modules: writtenModules(row, behaviour),
			...(extraFields && {
				riskScore: Math.round(fraction(companyResourceId) * 1000) / 10,
				accountManager: { name: 'A. Manager', email: 'manager@example.com' },
				isPilot: null,
			}),
		};
	};
}
