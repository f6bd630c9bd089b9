import type { INodeParameters } from 'n8n-workflow';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { DateTime } from 'luxon';

import type { Simulator } from '../simulator';
import type { BinaryMode, RunResult } from './harness';
import { readBinary } from './harness';
import { credentialOf, hintTexts, hurry, run, runWell, simulate } from './support';

const EXPORT: INodeParameters = { operation: 'export' };

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

	it('asks for the whole list, or for one page', async () => {
		await exportWell();
		await exportWell({ returnAll: false, pageNumber: 2, pageSize: 25, groupByReseller: true });
		expect(bodies()).toEqual([
			expect.objectContaining({ reportAllPages: true, isClustered: false, exportType: 'CSV' }),
			expect.objectContaining({
				reportAllPages: false,
				isClustered: true,
				pageNumber: 2,
				pageSize: 25,
			}),
		]);
	});

	it('puts the file where and under the name that the user wants', async () => {
		const result = await exportWell({ binaryPropertyName: 'list', fileName: '../../März.csv' });
		expect(result.items[0][0].binary?.list.fileName).toBe('März.csv');
		expect(await fileOf(result, 'list')).not.toHaveLength(0);
	});

	it.each([
		['attachment; filename="../../etc/passwd"', 'passwd.csv'],
		["attachment; filename=x.csv; filename*=UTF-8''M%C3%A4rz%202026.csv", 'März 2026.csv'],
		['attachment; filename="a\\"b<c>.csv"', 'a_b_c_.csv'],
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

	describe('before a file is asked for', () => {
		const INSTEAD =
			"A file cannot be filtered afterwards. Use the operation 'Search' instead, and n8n's Convert to File node after it.";
		const filtered = { filters: { companyName: 'a', renewalBefore: '2027-01-01' } };

		it.each([
			['ignores', 'ignore', "'Company Name', 'Renewal Before'"],
			['refuses', 'refuse', "'Company Name', 'Renewal Before'"],
			['refuses dates', 'refuseDates', "'Renewal Before'"],
		] as const)('sees that the API %s conditions', async (_what, filters, named) => {
			simulator.behaviour.filters = filters;
			const { error } = await run(credentialOf(simulator), { ...EXPORT, ...filtered });
			expect(error).toMatchObject({
				message: `Keepnet cannot select the companies of a file by ${named}`,
				description: INSTEAD,
			});
			expect(bodies()).toEqual([]);
		});

		it('does not check where the user takes the word of the API', async () => {
			simulator.behaviour.filters = 'ignore';
			await exportWell({ ...filtered, options: { filterMode: 'api' } });
			expect(simulator.statistics.requests.search).toBeUndefined();
		});

		it.each([
			[{ segment: 'underused' }, "'Segment: Underused'"],
			[{ options: { filterMode: 'local' } }, "'Filter Mode: By This Node'"],
		])('tells what a file cannot be selected by: %j', async (parameters, named) => {
			const { error } = await run(credentialOf(simulator), { ...EXPORT, ...parameters });
			expect(error?.message).toBe(`Keepnet cannot select the companies of a file by ${named}`);
			expect(simulator.requests).toEqual([]);
		});

		it('sees that the API leaves out a company at the end of a span of days', async () => {
			const today = DateTime.utc().toISODate();
			const own = await simulate({
				rows: ['00:00:00+03:00', '12:00:00+03:00'].map((time, index) => ({
					...simulator.companies.all()[0].row,
					companyResourceId: `company-${index}`,
					licenseEndDate: `${today}T${time}`,
					licenceExpired: false,
				})),
			});
			const parameters = { ...EXPORT, segment: 'renewalDue' };
			const { error } = await run(credentialOf(own), parameters);
			expect(error?.message).toBe("Keepnet cannot select the companies of a file by 'Segment'");
		});

		it('says what a limit means for unlimited licenses', async () => {
			const result = await exportWell({ filters: { licenseLimitMin: 100 } });
			expect(hintTexts(result)).toEqual([
				"Companies with an unlimited license may be missing from the file: Keepnet judges 'License Limit Min' by a number that they do not have.",
			]);
		});
	});
});
