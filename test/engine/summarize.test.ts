import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator';
import { credentialOf, runWell, simulate, type Credential } from './support';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 1200, seed: 3 });
	credential = credentialOf(simulator);
});

async function items(operation: string, parameters: INodeParameters): Promise<IDataObject[]> {
	const asked = { resource: 'company', operation, ...parameters };
	return (await runWell(credential, asked)).json;
}

type Row = Record<string, number | string | string[] | null>;

const sum = (rows: Row[], field: string) =>
	rows.reduce((total, row) => total + Number(row[field] ?? 0), 0);

const distinct = (rows: Row[], field: string) => [...new Set(rows.map((row) => row[field]))];

/** The sum of a figure that a Keepnet may not have. */
const figure = (rows: Row[], field: string) =>
	rows.length > 0 && rows.every((row) => row[field] === null) ? null : sum(rows, field);

function sums(rows: Row[]) {
	const seats = sum(rows, 'licenseLimit');
	const limited = rows.filter(({ licenseLimit }) => licenseLimit !== null);
	const users = sum(limited, 'targetUsers');
	return {
		companies: rows.length,
		licenseLimit: seats,
		targetUsers: sum(rows, 'targetUsers'),
		limitedTargetUsers: users,
		usagePercent: seats === 0 ? null : Math.round((users * 1000) / seats) / 10,
		seatsOverLimit: sum(rows, 'seatsOverLimit'),
		monthlyUsers: figure(rows, 'monthlyUsers'),
		monthlyEnrolled: figure(rows, 'monthlyEnrolled'),
		monthlyConsumption: figure(rows, 'monthlyConsumption'),
	};
}

const grouped = (rows: Row[], field: string) =>
	distinct(rows, field).map((name) => ({
		name,
		...sums(rows.filter((row) => row[field] === name)),
	}));

const sorted = (groups: unknown) =>
	[...(groups as IDataObject[])].sort((a, b) => String(a.name).localeCompare(String(b.name)));

const SELECTIONS: INodeParameters[] = [
	{},
	{ segment: 'overLimit' },
	{ segment: 'missingProduct' },
	{ segment: 'renewalDue', withinDays: 60, filters: { usageMin: 80 } },
	{ filters: { companyName: 'nothing is called so' } },
	{ options: { nearLimitPercent: 70, underusedPercent: 20, renewalDueDays: 10, pageSize: 7 } },
];

async function checkTotals(selection: INodeParameters): Promise<void> {
	const rows = (await items('search', {
		...selection,
		returnAll: true,
		output: 'full',
		options: { ...(selection.options as INodeParameters), listFormat: 'list' },
	})) as Row[];
	const raw = await items('search', { ...selection, returnAll: true, output: 'raw' });
	const [totals] = await items('summarize', selection);

	expect(Object.keys(totals ?? {})).toEqual([
		'companies',
		'licenseLimit',
		'targetUsers',
		'limitedTargetUsers',
		'usagePercent',
		'seatsOverLimit',
		'monthlyUsers',
		'monthlyEnrolled',
		'monthlyConsumption',
		'unlimitedCompanies',
		'byLicenseType',
		'byIndustry',
		'byReseller',
		'byMissingProduct',
		'renewalsByMonth',
		'bySignal',
	]);
	expect(totals).toMatchObject({
		...sums(rows),
		unlimitedCompanies: raw.filter((row) => row.isNumberOfUsersLimited === false).length,
	});
	expect(sorted(totals?.byLicenseType)).toEqual(sorted(grouped(rows, 'licenseType')));
	expect(sorted(totals?.byIndustry)).toEqual(sorted(grouped(rows, 'industry')));
	expect(sorted(totals?.byReseller)).toEqual(sorted(grouped(rows, 'resellerName')));

	const products = [...new Set(rows.flatMap((row) => (row.missingProducts ?? []) as string[]))];
	const lacking = products.map((name) => {
		const without = rows.filter((row) => (row.missingProducts as string[] | null)?.includes(name));
		return { name, companies: without.length, targetUsers: sum(without, 'targetUsers') };
	});
	expect(totals?.byMissingProduct).toEqual(
		lacking.sort((a, b) => b.companies - a.companies || a.name.localeCompare(b.name)),
	);

	const months = Array.from({ length: 12 }, (_, index) =>
		DateTime.utc().startOf('month').plus({ months: index }).toFormat('yyyy-MM'),
	);
	expect(totals?.renewalsByMonth).toEqual(
		months.map((month) => {
			const renewing = rows.filter(({ renewalDate }) => String(renewalDate).startsWith(month));
			return { month, companies: renewing.length, licenseLimit: sum(renewing, 'licenseLimit') };
		}),
	);
	expect(totals?.bySignal).toEqual(
		['overLimit', 'nearLimit', 'underused', 'renewalDue', 'expired', 'missingProducts'].map(
			(signal) => ({
				signal,
				companies: rows.filter(({ signals }) => (signals as string[]).includes(signal)).length,
			}),
		),
	);
}

test.each(SELECTIONS)('agrees with a plain sum over what Search gives: %j', checkTotals);

test.each(['some', 'none'] as const)(
	'sums of companies of which %s have training columns',
	async (which) => {
		simulator.behaviour.trainingColumns = which;
		await checkTotals({});
		const [totals] = await items('summarize', {});
		expect(totals?.monthlyEnrolled).toEqual(which === 'none' ? null : expect.any(Number));
		simulator.behaviour.trainingColumns = 'all';
	},
);

test('the seats are compared with the users of the same companies', async () => {
	const few = await simulate({ companies: 0 });
	const add = (isNumberOfUsersLimited: boolean, numberOfUsers: string, targetUserCount: number) =>
		few.companies.insert({ isNumberOfUsersLimited, numberOfUsers, targetUserCount });
	add(true, '300', 100);
	add(true, '0', 1);
	add(true, 'ask us', 5000);
	add(false, '9999', 7000);
	const summarize = { resource: 'company', operation: 'summarize' };
	const totals = async () => (await runWell(credentialOf(few), summarize)).json[0];
	expect(await totals()).toMatchObject({
		licenseLimit: 300,
		targetUsers: 12_101,
		limitedTargetUsers: 101,
		usagePercent: 33.7,
		byReseller: [{ name: null, limitedTargetUsers: 101, usagePercent: 33.7 }],
	});
	few.companies.clear();
	add(false, '9999', 7000);
	expect(await totals()).toMatchObject({ limitedTargetUsers: 0, usagePercent: null });
});

test('the groups come largest first, ties by name', async () => {
	const [totals] = await items('summarize', {});
	for (const key of ['byLicenseType', 'byIndustry', 'byReseller']) {
		const groups = totals?.[key] as Array<{ name: string | null; companies: number }>;
		const again = [...groups].sort(
			(a, b) => b.companies - a.companies || (a.name ?? '').localeCompare(b.name ?? ''),
		);
		expect(groups).toEqual(again);
		expect(groups.length).toBeGreaterThan(3);
	}
});

test('reads every page once and the products once', async () => {
	simulator.statistics.reset();
	await items('summarize', { options: { pageSize: 70 } });
	expect(simulator.statistics.requests).toMatchObject({ search: 18, lookups: 1 });
});
