import type { AxiosInstance } from 'axios';
import { industries, modules, modulesOf, startSimulator, type CompanyRow } from './index';
import type { Simulator } from './index';
import { connect, search, where } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 800, today: '2026-02-01' });
	client = await connect(simulator);
});

afterAll(async () => await simulator.close());

async function found(filter: unknown, more: Record<string, unknown> = {}): Promise<string[]> {
	const { data, status } = await search(client, { filter, pageSize: 1000, ...more });
	expect(status).toBe(200);
	return data.data.results.map(({ companyResourceId }) => companyResourceId).sort();
}

function expected(isWanted: (row: Readonly<CompanyRow>) => boolean): string[] {
	const ids = simulator.companies
		.list()
		.filter(isWanted)
		.map((row) => row.companyResourceId);
	expect(ids.length).toBeGreaterThan(0);
	expect(ids.length).toBeLessThan(simulator.companies.size);
	return ids.sort();
}

const isOver = (row: Readonly<CompanyRow>) =>
	row.isNumberOfUsersLimited &&
	/\d/.test(row.numberOfUsers ?? '') &&
	row.targetUserCount > Number(row.numberOfUsers);

const limit = (row: Readonly<CompanyRow>) =>
	/^\d+$/.test(row.numberOfUsers ?? '') ? Number(row.numberOfUsers) : Number.NaN;

const cases: Array<
	[field: string, operator: string, value: string, (row: Readonly<CompanyRow>) => boolean]
> = [
	['CompanyName', 'Contains', 'GROUP', (row) => /group/i.test(row.companyName ?? '')],
	['ResellerName', '=', 'nordsec, aps', (row) => row.resellerName === 'NordSec, ApS'],
	['ResellerName', '!=', 'NordSec, ApS', (row) => row.resellerName !== 'NordSec, ApS'],
	['Tags', '=', 'VIP', (row) => row.tags?.includes('vip') ?? false],
	['Tags', '!=', 'vip', (row) => !row.tags?.includes('vip')],
	['TargetUserCount', '>', '500', (row) => row.targetUserCount > 500],
	['TargetUserCount', '!=', '0', (row) => row.targetUserCount !== 0],
	['NumberOfUsers', 'Contains', '25', (row) => row.numberOfUsers?.includes('25') ?? false],
	['NumberOfUsers', '>=', '1000', (row) => limit(row) >= 1000],
	['NumberOfUsers', '<=', '0', (row) => limit(row) <= 0],
	['LicenceExpired', '=', 'true', (row) => row.licenceExpired],
	[
		'CreateTime',
		'>',
		'2025-06-01',
		(row) => new Date(row.createTime ?? '') > new Date('2025-06-01'),
	],
	[
		'LicenseEndDate',
		'<=',
		'2026-03-02',
		(row) => new Date(row.licenseEndDate ?? '') <= new Date('2026-03-02'),
	],
	[
		'IndustryResourceId',
		'Include',
		`${industries[0].resourceId}, ${industries[3].resourceId}`,
		(row) => [industries[0].name, industries[3].name].includes(row.industryName ?? ''),
	],
	[
		'ModuleResourceId',
		'Include',
		modules[9].resourceId,
		(row) => modulesOf(row).some(({ name }) => name === modules[9].name),
	],
];

test.each(cases)('%s %s %s', async (field, operator, value, isWanted) => {
	expect(await found(where([field, operator, value]))).toEqual(expected(isWanted));
});

test('the over-limit flag, and the count that is always present', async () => {
	const over = expected(isOver);
	expect(await found(where(), { isTargetUserCountExceededLimit: true })).toEqual(over);
	const { data } = await search(client);
	expect(data.data.limitExceededCompanyCount).toBe(over.length);
});

test('a day means its first moment: what happens during the last day is not <= that day', async () => {
	const noon = simulator.companies.insert({ licenseEndDate: '2031-03-02T12:00:00Z' });
	const offset = simulator.companies.insert({ licenseEndDate: '2031-03-02T01:00:00+03:00' });
	const on = async (operator: string) =>
		await found(
			where(['LicenseEndDate', operator, '2031-03-02'], ['LicenseEndDate', '>', '2031-01-01']),
		);
	expect(await on('<=')).toEqual([offset.companyResourceId]);
	expect(await on('>=')).toEqual([noon.companyResourceId]);
	expect(await on('=')).toEqual([]);
	simulator.companies.remove(noon.companyResourceId);
	simulator.companies.remove(offset.companyResourceId);
});

test('groups nest, with AND and OR; empty groups do not count', async () => {
	const item = (FieldName: string, Operator: string, Value: string) => ({
		FieldName,
		Operator,
		Value,
	});
	const empty = { Condition: 'OR', FilterItems: [], FilterGroups: [] };
	const filter = {
		Condition: 'AND',
		SearchInputTextValue: '',
		FilterGroups: [
			{
				Condition: 'AND',
				FilterItems: [item('TargetUserCount', '>=', '100')],
				FilterGroups: [
					{
						Condition: 'OR',
						FilterItems: [item('LicenceExpired', '=', 'true'), item('Tags', 'Contains', 'vip')],
						FilterGroups: [empty],
					},
				],
			},
			empty,
		],
	};
	expect(await found(filter)).toEqual(
		expected(
			(row) =>
				row.targetUserCount >= 100 && (row.licenceExpired || row.tags?.includes('vip') === true),
		),
	);
	const [first, second] = [where(['LicenceExpired', '=', 'true']), where(['Tags', '=', 'vip'])];
	expect(
		await found({
			...first,
			Condition: 'OR',
			FilterGroups: [...first.FilterGroups, ...second.FilterGroups],
		}),
	).toEqual(expected((row) => row.licenceExpired || row.tags?.includes('vip') === true));
});

test('the search text looks through all visible texts', async () => {
	const filter = { Condition: 'AND', SearchInputTextValue: 'iberia' };
	expect(await found(filter)).toEqual(expected((row) => row.resellerName === 'CyberShield Iberia'));
});

test('the month chooses what is counted, not which companies, also among alternatives', async () => {
	const counts = async (filter: unknown) => {
		const { data } = await search(client, { filter });
		return data.data.results.map((row) => row.monthlyActiveUserCount);
	};
	const january = await counts(where(['MonthlyActiveUser', '=', '2026-01']));
	expect(january).toHaveLength(100);
	expect(await counts(where(['MonthlyActiveUser', '=', '2026-01']))).toEqual(january);
	expect(await counts(where(['MonthlyActiveUser', '=', '2025-12']))).not.toEqual(january);
	const { FilterGroups } = where(
		['MonthlyActiveUser', '=', '2026-01'],
		['LicenceExpired', '=', 'true'],
	);
	const either = { ...where(), FilterGroups: [{ ...FilterGroups[0], Condition: 'OR' }] };
	expect(await found(either)).toEqual(expected((row) => row.licenceExpired));
});
