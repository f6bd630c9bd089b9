import type { INodeParameters } from 'n8n-workflow';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { DateTime } from 'luxon';

import type { Simulator } from '../simulator';
import type { BinaryMode, RunResult } from './harness';
import { readBinary } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate } from './support';
import { quietRow } from './triggerSupport';

const EXPORT: INodeParameters = { operation: 'export' };

/** A header with UTF-8 in it, as Node.js sends it byte for byte. */
const sentAsUtf8 = (header: string) => Buffer.from(header, 'utf8').toString('latin1');

async function fileOf({ items }: RunResult, field = 'data'): Promise<Buffer> {
	return Buffer.from(await readBinary(items[0][0], field));
}

describe('Export', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 300 });
	});

	const exportWell = async (parameters: INodeParameters = {}, binaryMode?: BinaryMode) =>
		await runWell(credentialOf(simulator), { ...EXPORT, ...parameters }, { binaryMode });

	const bodies = () =>
		simulator.requests
			.filter(({ path }) => path.endsWith('/export'))
			.map(({ body }) => body as Record<string, unknown>);

	it.each(['filesystem', 'default'] as const)(
		'stores the CSV byte for byte as the server sent it (%s binary mode)',
		async (mode) => {
			const result = await exportWell({}, mode);
			const file = await fileOf(result);
			expect(file.equals(simulator.lastExport ?? Buffer.alloc(0))).toBe(true);
			expect(result.json[0]).toEqual({
				fileName: 'companies.csv',
				mimeType: 'text/csv',
				fileExtension: 'csv',
				fileSize: file.length,
				exportType: 'CSV',
				exportedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			});
			const rows: string[][] = parse(file, { bom: true });
			expect(rows).toHaveLength(301);
		},
	);

	it('stores a workbook', async () => {
		const result = await exportWell({ fileFormat: 'excel' });
		const file = await fileOf(result);
		expect(file.equals(simulator.lastExport ?? Buffer.alloc(0))).toBe(true);
		const workbook = new ExcelJS.Workbook();
		await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
		expect(workbook.worksheets[0].rowCount).toBe(301);
		expect(result.json[0]).toMatchObject({ fileExtension: 'xlsx', exportType: 'Excel' });
	});

	it.each(['filesystem', 'default'] as const)('stores a PDF (%s binary mode)', async (mode) => {
		const result = await exportWell({ fileFormat: 'pdf' }, mode);
		const file = await fileOf(result);
		expect(file.equals(simulator.lastExport ?? Buffer.alloc(0))).toBe(true);
		expect(file.subarray(0, 5).toString()).toBe('%PDF-');
		expect(result.json[0]).toMatchObject({
			fileName: 'companies.pdf',
			mimeType: 'application/pdf',
			fileExtension: 'pdf',
			fileSize: file.length,
			exportType: 'PDF',
		});
		expect(bodies()).toEqual([expect.objectContaining({ exportType: 'PDF' })]);
	});

	it('requests the whole list, or one page', async () => {
		await exportWell();
		await exportWell({ returnAll: false, pageNumber: 2, pageSize: 25, groupByReseller: true });
		expect(bodies()).toEqual([
			expect.objectContaining({ reportAllPages: true, exportType: 'CSV' }),
			expect.objectContaining({
				reportAllPages: false,
				isClustered: true,
				pageNumber: 2,
				pageSize: 25,
			}),
		]);
	});

	it('asks for groups only where they are chosen, and says that they may have no effect', async () => {
		const MAY_NOT_GROUP =
			'Group by Reseller may have no effect: Keepnet does not document it for exports.';
		expect(hintTexts(await exportWell())).toEqual([]);
		expect(bodies().at(-1)).not.toHaveProperty('isClustered');
		expect(hintTexts(await exportWell({ groupByReseller: true }))).toEqual([MAY_NOT_GROUP]);
		expect(bodies().at(-1)).toHaveProperty('isClustered', true);
		// A search is not grouped, and says so (contract section 3).
		await runWell(credentialOf(simulator), {});
		expect(simulator.requests.at(-1)?.body).toHaveProperty('isClustered', false);
	});

	it('stores the file in the field and under the name that the user chooses', async () => {
		const result = await exportWell({ binaryPropertyName: 'list', fileName: '../../März.csv' });
		expect(result.items[0][0].binary?.list.fileName).toBe('März.csv');
		expect(await fileOf(result, 'list')).not.toHaveLength(0);
	});

	it.each([
		['attachment; filename="../../etc/passwd"', 'passwd.csv'],
		["attachment; filename=x.csv; filename*=UTF-8''M%C3%A4rz%202026.csv", 'März 2026.csv'],
		['attachment; filename="a\\"b<c>.csv"', 'a_b_c_.csv'],
		[sentAsUtf8('attachment; filename="Müşteri listesi.csv"'), 'Müşteri listesi.csv'],
		[sentAsUtf8('attachment; filename="list\u202Evsc.exe"'), 'listvsc.exe.csv'],
		[sentAsUtf8(`attachment; filename="${'客'.repeat(200)}.csv"`), `${'客'.repeat(83)}.csv`],
		['attachment; filename="nul"', '_nul.csv'],
		[null, expect.stringMatching(/^companies-\d{4}-\d\d-\d\d\.csv$/)],
	])('takes the name from %s', async (header, name) => {
		simulator.behaviour.exportDisposition = header;
		expect((await exportWell()).json[0].fileName).toEqual(name);
	});

	it('keeps the byte order mark, and does not go by the content type', async () => {
		Object.assign(simulator.behaviour, {
			exportBom: true,
			exportContentType: 'application/json',
			exportContentLength: true,
		});
		const file = await fileOf(await exportWell());
		expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
	});

	it('exports the companies of a segment', async () => {
		const file = await fileOf(await exportWell({ segment: 'overLimit' }));
		const names = (parse(file, { columns: true, bom: true }) as object[]).length;
		const search = await runWell(credentialOf(simulator), {
			segment: 'overLimit',
			returnAll: true,
		});
		expect(names).toBe(search.json.length);
		expect(names).toBeGreaterThan(10);
	});

	it.each(['renewalDue', 'expired', 'recentlyCreated'])(
		'exports as many companies of the segment %s as Search finds',
		async (segment) => {
			const parameters = { segment, filters: { companyName: 'a' } };
			const rows: string[][] = parse(await fileOf(await exportWell(parameters)), { bom: true });
			const { json } = await runWell(credentialOf(simulator), { ...parameters, returnAll: true });
			expect(rows.length - 1).toBe(json.length);
		},
	);

	it('tells trouble with the storage of n8n from trouble with the connection to Keepnet', async () => {
		const stored = { operation: 'export', fileFormat: 'csv' };
		const { error } = await run(credentialOf(simulator), stored, { binaryMode: 's3' });
		expect(error?.message).toBe('The file could not be stored in n8n');
		expect(error?.description).toContain('ECONNREFUSED');
		expect(bodies()).toHaveLength(1);
	});

	describe('before a file is requested', () => {
		const INSTEAD =
			"A file cannot be filtered afterwards. Use the operation 'Search' instead, and n8n's Convert to File node after it.";
		const filtered = { filters: { companyName: 'a', renewalBefore: '2027-01-01' } };

		const renewing = async (times: string[]) =>
			await simulate({
				rows: times.map((time, index) => ({
					...simulator.companies.all()[0].row,
					companyResourceId: `company-${index}`,
					licenseEndDate: `${DateTime.utc().toISODate()}T${time}`,
					licenceExpired: false,
				})),
			});

		it.each([
			['ignores', 'ignore', "'Company Name', 'Renewal Until'"],
			['refuses', 'refuse', "'Company Name', 'Renewal Until'"],
			['refuses dates', 'refuseDates', "'Renewal Until'"],
		] as const)('sees that the API %s conditions', async (_what, filters, named) => {
			simulator.behaviour.filters = filters;
			const { error } = await run(credentialOf(simulator), { ...EXPORT, ...filtered });
			expect(error).toMatchObject({
				message: `Keepnet cannot export with these filters: ${named}`,
				description: INSTEAD,
			});
			expect(bodies()).toEqual([]);
		});

		it('asks again where the check sees no company', async () => {
			simulator.behaviour.filters = 'ignore';
			simulator.faults.add({
				kind: 'alter',
				change: (body) => ({
					...(body as object),
					data: { pageNumber: 1, pageSize: 1000, results: [], totalNumberOfRecords: 0 },
				}),
				route: 'search',
			});
			const { error } = await run(credentialOf(simulator), { ...EXPORT, ...filtered });
			expect(error?.message).toMatch(/^Keepnet cannot export with these filters/);
			expect(bodies()).toEqual([]);
		});

		it('does not check if the user trusts the API', async () => {
			simulator.behaviour.filters = 'ignore';
			await exportWell({ ...filtered, options: { filterMode: 'api' } });
			expect(simulator.statistics.requests.search).toBeUndefined();
		});

		it.each([
			[{ segment: 'underused' }, "'Segment: Underused'"],
			[{ options: { filterMode: 'local' } }, "'Filter Mode: By This Node'"],
		])('tells what a file cannot be selected by: %j', async (parameters, named) => {
			const { error } = await run(credentialOf(simulator), { ...EXPORT, ...parameters });
			expect(error?.message).toBe(`Keepnet cannot export with these filters: ${named}`);
			expect(simulator.requests).toEqual([]);
		});

		it('sees that the API leaves out a company at the end of a span of days', async () => {
			const own = await renewing(['00:00:00+03:00', '12:00:00+03:00']);
			const parameters = { ...EXPORT, segment: 'renewalDue' };
			const { error } = await run(credentialOf(own), parameters);
			expect(error?.message).toBe("Keepnet cannot export with these filters: 'Segment'");
		});

		it.each<[string, INodeParameters, string[]]>([
			['a lower limit', { filters: { licenseLimitMin: 100 } }, ['License Limit Min']],
			['an upper limit', { filters: { licenseLimitMax: 20000 } }, ['License Limit Max']],
			[
				'a limit as an alternative',
				{
					match: 'any',
					conditions: {
						condition: [
							{ fieldName: 'NumberOfUsers', operator: 'greaterOrEqual', value: '100' },
							{ fieldName: 'Tags', operator: 'equals', value: 'vip' },
						],
					},
				},
				['Conditions, row 1: License Limit'],
			],
			['other alternatives', { segment: 'expired' }, []],
			['a name that is not sent', { filters: { companyName: '\u0130' } }, []],
		])('says what it means for unlimited licenses: %s', async (_what, parameters, labels) => {
			const hints = labels.map(
				(label) =>
					`Companies with an unlimited license may be in the file or missing from it: Keepnet compares '${label}' with a number that it stores for them, usually 9999.`,
			);
			expect(hintTexts(await exportWell(parameters))).toEqual(hints);
		});

		it('sees a company that is left out where Keepnet refuses large pages', async () => {
			const own = await renewing(['00:00:00+03:00', '12:00:00+03:00']);
			own.behaviour.pageSizeLimit = 100;
			const { error } = await run(credentialOf(own), { ...EXPORT, segment: 'renewalDue' });
			expect(error?.message).toBe("Keepnet cannot export with these filters: 'Segment'");
		});

		it('sees that the API leaves out a name because of its language', async () => {
			const own = await simulate({ rows: [quietRow('a', { companyName: 'INITECH' })] });
			const parameters = { ...EXPORT, filters: { companyName: 'initech' } };
			await runWell(credentialOf(own), parameters);
			own.behaviour.lettersI = 'turkish';
			const { error } = await run(credentialOf(own), parameters);
			expect(error?.message).toBe("Keepnet cannot export with these filters: 'Company Name'");
		});

		it('names the condition on a name that prevents it', async () => {
			const condition = [{ fieldName: 'CompanyName', operator: 'notEquals', value: 'Acme' }];
			const { error } = await run(credentialOf(simulator), {
				...EXPORT,
				conditions: { condition },
			});
			expect(error?.message).toBe(
				"Keepnet cannot export with these filters: 'Conditions, row 1: Company Name Does Not Equal'",
			);
		});

		it('requests no superset if none is needed', async () => {
			simulator.companies.insert(quietRow('a', { tags: ['gold'] }));
			const tag = { fieldName: 'Tags', operator: 'contains' };
			const condition = ['gold', 'beta'].map((value) => ({ ...tag, value }));
			await exportWell({ match: 'any', conditions: { condition } });
			expect(simulator.statistics.requests.search).toBe(1);
		});

		it('names no condition but those that leave companies out', async () => {
			const own = await renewing(['00:00:00+03:00', '12:00:00+03:00']);
			const filters = { licenseStatus: 'active', renewalAfter: DateTime.utc().toISODate() };
			const { error } = await run(credentialOf(own), { ...EXPORT, filters });
			expect(error?.message).toBe("Keepnet cannot export with these filters: 'Renewal From'");
		});

		it('takes no company that is created meanwhile for one that is left out', async () => {
			const own = await renewing(['12:00:00+00:00']);
			own.churn({ insert: 1, rounds: 1 });
			const { json } = await runWell(credentialOf(own), { ...EXPORT, segment: 'renewalDue' });
			expect(json).toHaveLength(1);
		});

		it.each<[string, INodeParameters, number]>([
			['of a segment', { segment: 'renewalDue' }, 1],
			['of alternatives', { segment: 'expired' }, 1],
			['that is not checked', { segment: 'renewalDue', options: { filterMode: 'api' } }, 2],
			['of all companies', { sort: { orderBy: 'LicenseEndDate' } }, 2],
		])(
			'finds the name by which Keepnet sorts renewals in a file %s',
			async (_what, parameters, asked) => {
				Object.assign(simulator.behaviour, { pageCap: 10, orderByRefused: ['LicenseEndDate'] });
				await exportWell(parameters);
				expect(bodies()).toHaveLength(asked);
				expect(bodies().at(-1)).toMatchObject({ orderBy: 'RenewalDate' });
			},
		);

		it('gives the first answer if Keepnet sorts renewals by neither name', async () => {
			simulator.behaviour.orderByRefused = ['LicenseEndDate', 'RenewalDate'];
			const sort = { orderBy: 'LicenseEndDate' };
			const { error } = await run(credentialOf(simulator), { ...EXPORT, sort });
			expect(error?.description).toContain("orderBy 'LicenseEndDate' is not supported.");
			expect(bodies()).toHaveLength(1);
		});
	});
});
