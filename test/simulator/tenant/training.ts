import { fraction } from './hash';
import type { CompanyRow } from './row';

/** A vendor of third-party training. */
export interface Vendor {
	id: string;
	name: string;
}

/** Two of the names have commas that are not between names. */
export const vendors: Vendor[] = [
	'Keepnet Labs',
	'NINJIO',
	'Phish & Chips Academy',
	'Learn Secure, Ltd.',
	'Smart,Safe',
	'Güvenlik Okulu',
].map((name, index) => ({ id: `${index + 11}`, name }));

/** Which months are counted, `YYYY-MM`, and what counts as consumption; undefined: what the server uses by default. */
export interface TrainingMonths {
	enrolled?: string;
	consumption?: string;
	/** `1` completed, `2` in progress. */
	status?: readonly string[];
}

/** The vendors that a company uses; all others follow from its ID. */
export function vendorsOf({ companyResourceId, vendors: own }: Readonly<CompanyRow>): Vendor[] {
	return own === undefined
		? vendors.filter(({ id }) => fraction(`vendor ${id} ${companyResourceId}`) < 0.4)
		: vendors.filter(({ name }) => own?.includes(name));
}

/** A number that is always the same for the same company, vendor and month. */
const count = (row: Readonly<CompanyRow>, what: string, month = 'default') =>
	Math.floor(fraction(`${what} ${month} ${row.companyResourceId}`) * (row.targetUserCount / 5 + 3));

/** The training columns of a row, with the vendors' names as a list. */
export function trainingOf(row: Readonly<CompanyRow>, months: TrainingMonths) {
	const used = vendorsOf(row);
	const { enrolled, consumption, status = ['1', '2'] } = months;
	const distribution = used.map(({ id, name }) => [name, count(row, `enrolled ${id}`, enrolled)]);
	const consumed = used.flatMap(({ id }) =>
		status.map((part) => count(row, `consumed ${id} ${part}`, consumption)),
	);
	const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);
	return {
		monthlyEnrolled: sum(distribution.map(([, enrolments]) => Number(enrolments))),
		monthlyConsumption: sum(consumed),
		enrolledVendorNames: used.map(({ name }) => name),
		enrolledVendorNamesDistribution: Object.fromEntries(distribution) as Record<string, number>,
	};
}

/** Whether a company is one of those whose rows lack the training columns where only some have them. */
export const lacksTraining = ({ companyResourceId }: Readonly<CompanyRow>) =>
	fraction(`training ${companyResourceId}`) < 0.5;
