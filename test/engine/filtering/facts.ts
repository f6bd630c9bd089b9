import { DateTime } from 'luxon';
import type { Behaviour, CompanyRow } from '../../simulator';
import { customType, licenseTypes, listedModules, modulesOf } from '../../simulator';
import { lacksTraining, vendorsOf } from '../../simulator/tenant/training';

/** What is true of a company today, computed from its row by the rules of docs/output.md and without the node's code. */
export interface Facts {
	row: CompanyRow;
	/** Infinity: unlimited; undefined: a limit that is not a number. */
	limit: number | undefined;
	/** Percent, unrounded; undefined: unlimited or unknown. */
	usage: number | undefined;
	seatsOver: number | undefined;
	renewalDay: string | undefined;
	createdDay: string | undefined;
	daysToRenewal: number | undefined;
	expired: boolean;
	/** Names; undefined if neither the row nor the catalogue says what the company has. */
	owned: string[] | undefined;
	missing: string[] | undefined;
	/** Names of the content vendors; undefined if the row does not say. */
	vendors: string[] | undefined;
}

function limitOf({ isNumberOfUsersLimited, numberOfUsers }: CompanyRow): number | undefined {
	if (!isNumberOfUsersLimited) return Infinity;
	return /^ *\d+ *$/.test(numberOfUsers ?? '') ? Number(numberOfUsers) : undefined;
}

/** The calendar day as a deployment in that zone writes it. */
function dayOf(instant: string | null, zone: string): string | undefined {
	if (instant === null) return undefined;
	return DateTime.fromISO(instant, { zone }).toISODate() ?? undefined;
}

function seatsOver(users: number, limit: number | undefined): number | undefined {
	if (limit === undefined) return undefined;
	return limit === Infinity ? 0 : Math.max(0, users - limit);
}

/** What the row lists, else what its license type has. */
function ownedProducts(row: CompanyRow, written: Behaviour['modules']): string[] | undefined {
	const isCustom = row.licenseTypeResourceId === customType.resourceId;
	const isListed = written === 'all' || written === 'texts' || (written === 'custom' && isCustom);
	const listed = isListed ? modulesOf(row).map(({ name }) => name) : [];
	if (listed.length > 0) return listed;
	const type = licenseTypes.find(({ resourceId }) => resourceId === row.licenseTypeResourceId);
	return isCustom ? undefined : type?.licenseModules.map(({ name }) => name);
}

/** Whether Keepnet itself has one of these products for a company, whatever it tells. */
export const hasAtKeepnet = ({ row }: Facts, names: string[]) =>
	modulesOf(row).some(({ name }) => names.includes(name));

/** Whether Keepnet itself has one of these content vendors for a company, whatever it tells. */
export const usesAtKeepnet = ({ row }: Facts, names: string[]) =>
	vendorsOf(row).some(({ name }) => names.includes(name));

function vendorsInRow(row: CompanyRow, columns: Behaviour['trainingColumns']) {
	const isLacking = row.vendors === null || (columns === 'some' && lacksTraining(row));
	return columns === 'none' || isLacking ? undefined : vendorsOf(row).map(({ name }) => name);
}

/** What the reseller can sell and the company lacks. */
const missingProducts = (owned: string[]) =>
	listedModules
		.filter(({ name, isAvailable }) => isAvailable && !owned.includes(name))
		.map(({ name }) => name);

/**
 * @param today `YYYY-MM-DD` in the workflow's time zone
 * @param zone of the clock that the deployment writes dates by
 * @param written whose rows list their products and their content vendors
 */
export function factsOf(
	row: CompanyRow,
	today: string,
	zone: string,
	{
		modules = 'custom',
		trainingColumns = 'all',
	}: Partial<Pick<Behaviour, 'modules' | 'trainingColumns'>> = {},
): Facts {
	const owned = ownedProducts(row, modules);
	const limit = limitOf(row);
	const renewalDay = dayOf(row.licenseEndDate, zone);
	const daysToRenewal =
		renewalDay && Math.round((Date.parse(renewalDay) - Date.parse(today)) / 86_400_000);
	const isMeasured = limit !== undefined && limit !== Infinity && limit > 0;
	return {
		row,
		limit,
		usage: isMeasured ? (row.targetUserCount * 100) / limit : undefined,
		seatsOver: seatsOver(row.targetUserCount, limit),
		renewalDay,
		createdDay: dayOf(row.createTime, zone),
		daysToRenewal: daysToRenewal === '' ? undefined : daysToRenewal,
		expired: row.licenceExpired || (renewalDay !== undefined && renewalDay < today),
		owned,
		missing: owned && missingProducts(owned),
		vendors: vendorsInRow(row, trainingColumns),
	};
}
