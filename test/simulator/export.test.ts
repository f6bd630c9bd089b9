import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import type { AxiosInstance } from 'axios';
import { awkwardNames, startSimulator, type Simulator } from './index';
import { connect, everything, search } from './testing/client';

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 3000, seed: 5, today: '2026-02-01' });
	client = await connect(simulator);
});

afterAll(async () => await simulator.close());

const headings = [
	'Company Name',
	'Reseller Name',
	'Industry',
	'License Type',
	'Target Users',
	'Inactive Users',
	'Deleted Users',
	'Monthly Users',
	'License Limit',
	'Tags',
	'Renewal Date',
	'Date Created',
];

async function download(changes: Record<string, unknown>) {
	const { data, headers, status } = await client.post<Buffer>(
		'/api/companies/search/export',
		{ ...everything, reportAllPages: true, ...changes },
		{ responseType: 'arraybuffer' },
	);
	return { status, headers, file: Buffer.from(data) };
}

test('the CSV has all companies under the documented headings, awkward names unharmed', async () => {
	const { file, headers } = await download({ exportType: 'CSV' });
	const [first, ...records] = parse(file) as string[][];
	expect(first).toEqual(headings);
	const names = records.map(([name]) => name).sort();
	expect(names).toEqual(
		simulator.companies
			.list()
			.map(({ companyName }) => companyName)
			.sort(),
	);
	expect(names).toEqual(expect.arrayContaining(awkwardNames));
	expect(headers).toMatchObject({
		'content-type': 'text/csv',
		'content-disposition': 'attachment; filename=companies.csv',
	});
});

test('the workbook holds the same cells as the CSV', async () => {
	const csv = parse((await download({ exportType: 'Csv' })).file) as string[][];
	const workbook = new Workbook();
	const { file } = await download({ exportType: 'Excel' });
	await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0]);
	const sheet = workbook.worksheets[0].getSheetValues().slice(1) as unknown[][];
	const lines = (cell: unknown) => String(cell ?? '').replaceAll('\r\n', '\n');
	expect(sheet.map((row) => headings.map((_, index) => lines(row[index + 1])))).toEqual(
		csv.map((record) => record.map(lines)),
	);
});

test('the PDF is a whole one, with a line for each company and as many pages as they need', async () => {
	const pagesOf = (file: Buffer) => file.toString('latin1').match(/\/Type \/Page\b/g)?.length;
	const { file, headers } = await download({ exportType: 'PDF' });
	expect(file.subarray(0, 5).toString()).toBe('%PDF-');
	const [, start] = /startxref\n(\d+)\n%%EOF\n$/.exec(file.toString('latin1')) ?? [];
	expect(file.subarray(Number(start), Number(start) + 4).toString()).toBe('xref');
	expect(pagesOf(file)).toBe(Math.ceil(3001 / 80));
	expect(headers).toMatchObject({
		'content-type': 'application/pdf',
		'content-disposition': 'attachment; filename=companies.pdf',
	});
	const page = { exportType: 'PDF', reportAllPages: false, pageSize: 7 };
	expect(pagesOf((await download(page)).file)).toBe(1);
});

test.each([400, 500] as const)('a deployment may refuse a type by %i', async (status) => {
	simulator.behaviour.exportTypesRefused = { PDF: status };
	expect((await download({ exportType: 'CSV' })).status).toBe(200);
	const refused = await download({ exportType: 'PDF' });
	simulator.behaviour.exportTypesRefused = {};
	expect(refused.status).toBe(status);
	expect(JSON.parse(refused.file.toString())).toMatchObject({
		status: status === 400 ? 'INPUT_ERROR' : 'INTERNAL_SERVER_ERROR',
		data: null,
	});
});

test.each(['CSV', 'Excel', 'PDF'])(
	'two %s exports of the same companies are the same bytes',
	async (exportType) => {
		const { file: first } = await download({ exportType });
		await new Promise((resolve) => setTimeout(resolve, 2100)); // archives count time in steps of two seconds
		const { file: second } = await download({ exportType });
		expect(second.equals(first)).toBe(true);
		expect(simulator.lastExport?.equals(first)).toBe(true);
	},
);

test('without reportAllPages there is one page, in the order and of the companies that search gives', async () => {
	const page = { pageNumber: 3, pageSize: 7, isTargetUserCountExceededLimit: true };
	const { file } = await download({ exportType: 'CSV', reportAllPages: false, ...page });
	const { data } = await search(client, page);
	const names = (parse(file) as string[][]).slice(1).map(([name]) => name);
	expect(names).toEqual(data.data.results.map(({ companyName }) => companyName));
});

test('a clustered export has the rows of every reseller together', async () => {
	const { file } = await download({ exportType: 'CSV', isClustered: true });
	const resellers = (parse(file) as string[][]).slice(1).map(([, reseller]) => reseller);
	const changes = resellers.filter((name, index) => name !== resellers[index - 1]);
	expect(resellers).toHaveLength(3000 + 5);
	expect(changes.length).toBeLessThanOrEqual(12);
});

test('headers and byte order mark are as the deployment likes them', async () => {
	Object.assign(simulator.behaviour, {
		exportBom: true,
		exportContentType: null,
		exportDisposition: "attachment; filename*=UTF-8''m%C3%BC.csv",
		exportContentLength: true,
	});
	const { file, headers } = await download({ exportType: 'CSV' });
	expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
	expect(headers['content-type']).toBeUndefined();
	expect(headers['content-disposition']).toContain('m%C3%BC');
	expect(headers['content-length']).toBe(`${file.length}`);
});

test('a huge export streams with flat memory and is recorded by its hash', async () => {
	simulator.behaviour.exportBytes = 300_000_000;
	const { data } = await client.post<AsyncIterable<Buffer>>(
		'/api/companies/search/export',
		{ ...everything, exportType: 'CSV' },
		{ responseType: 'stream' },
	);
	const before = process.memoryUsage().rss;
	let size = 0;
	let most = 0;
	let last: Buffer | undefined;
	for await (const part of data) {
		size += part.length;
		last = part;
		most = Math.max(most, process.memoryUsage().rss);
	}
	simulator.behaviour.exportBytes = undefined;
	expect(size).toBe(300_000_000);
	expect(last?.toString().endsWith('\r\n')).toBe(true);
	expect(most - before).toBeLessThan(100_000_000);
	expect(simulator.lastExport).toBeUndefined();
	expect(simulator.lastExportSize).toBe(300_000_000);
	expect(simulator.lastExportSha256).toMatch(/^[0-9a-f]{64}$/);
});
