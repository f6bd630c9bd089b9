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

function grouped(rows: Row[], field: string) {
	return distinct(rows, field).map((name) => {
		const group = rows.filter((row) => row[field] === name);
		return {
			name,
			companies: group.length,
			licenseLimit: sum(group, 'licenseLimit'),
			targetUsers: sum(group, 'targetUsers'),
			seatsOverLimit: sum(group, 'seatsOverLimit'),
		};
	});
}

const sorted = (groups: unknown) =>
	[...(groups as IDataObject[])].sort((a, b) => String(a.name).localeCompare(String(b.name)));

const SELECTIONS: INodeParameters[] = [
	{},
	{ segment: 'overLimit' },
	{ segment: 'renewalDue', withinDays: 60, filters: { usageMin: 80 } },
	{ filters: { companyName: 'nothing is called so' } },
	{ options: { nearLimitPercent: 70, underusedPercent: 20, renewalDueDays: 10, pageSize: 7 } },
];

test.each(SELECTIONS)('agrees with a plain sum over what Search gives: %j', async (selection) => {
	const rows = (await items('search', {
		...selection,
		returnAll: true,
		output: 'full',
	})) as Row[];
	const raw = await items('search', { ...selection, returnAll: true, output: 'raw' });
	const [totals] = await items('summarize', selection);

	expect(Object.keys(totals ?? {})).toEqual([
		'companies',
		'licenseLimit',
		'targetUsers',
		'seatsOverLimit',
		'unlimitedCompanies',
		'monthlyUsers',
		'byLicenseType',
		'byIndustry',
		'byReseller',
		'renewalsByMonth',
		'bySignal',
	]);
	expect(totals).toMatchObject({
		companies: rows.length,
		licenseLimit: sum(rows, 'licenseLimit'),
		targetUsers: sum(rows, 'targetUsers'),
		seatsOverLimit: sum(rows, 'seatsOverLimit'),
		unlimitedCompanies: raw.filter((row) => row.isNumberOfUsersLimited === false).length,
		monthlyUsers: sum(rows, 'monthlyUsers'),
	});
	expect(sorted(totals?.byLicenseType)).toEqual(sorted(grouped(rows, 'licenseType')));
	expect(sorted(totals?.byIndustry)).toEqual(sorted(grouped(rows, 'industry')));
	expect(sorted(totals?.byReseller)).toEqual(sorted(grouped(rows, 'resellerName')));

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
