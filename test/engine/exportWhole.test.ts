import { constants, gunzipSync, gzipSync } from 'node:zlib';
import JSZip from 'jszip';
import type { FaultRule, Simulator } from '../simulator';
import type { StatusFault } from '../simulator/faults/fault';
import type { BinaryMode } from './harness';
import { readBinary } from './harness';
import { credentialOf, hurry, run, runWell, simulate } from './support';

const MODES: BinaryMode[] = ['filesystem', 'default'];

let simulator: Simulator;
let csv: Buffer;
let workbook: Buffer;
let pdf: Buffer;

const exported = async (fileFormat: string, binaryMode: BinaryMode = 'filesystem') =>
	await run(credentialOf(simulator), { operation: 'export', fileFormat }, { binaryMode });

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 120 });
	await exported('csv');
	csv = simulator.lastExport as Buffer;
	await exported('excel');
	workbook = simulator.lastExport as Buffer;
	await exported('pdf');
	pdf = simulator.lastExport as Buffer;
});

beforeEach(() => {
	simulator.faults.clear();
	simulator.statistics.reset();
});

/** Sends something in place of the file, or the file in another way. */
const send = (body: string | Buffer, more: Partial<StatusFault> = {}) =>
	simulator.faults.add({
		kind: 'status',
		status: 200,
		body,
		route: 'export',
		times: Infinity,
		...more,
	});

/** Is never stored, but requested again and reported. */
async function expectRefused(fileFormat = 'csv', reason: string | RegExp = /./): Promise<void> {
	for (const mode of MODES) {
		simulator.statistics.reset();
		const { error, items } = await exported(fileFormat, mode);
		expect(items.flat()).toEqual([]);
		expect(error?.message).toBe('Keepnet sent an unexpected answer');
		expect(error?.description).toMatch(reason);
		expect(simulator.statistics.requests.export).toBeGreaterThan(1);
	}
}

async function expectSurvived(fileFormat: string, file: Buffer, rule: FaultRule): Promise<void> {
	for (const mode of MODES) {
		simulator.faults.clear();
		const fault = simulator.faults.add({ ...rule, route: 'export', times: 2 });
		const { items } = await runWell(
			credentialOf(simulator),
			{ operation: 'export', fileFormat },
			{ binaryMode: mode },
		);
		expect((await readBinary(items[0]?.[0])).equals(file)).toBe(true);
		expect(fault.hits).toBe(2);
	}
}

/** A part of a compressed file. Where it ended between two rows, nothing would show that it is not the whole. */
function cutWithinARow(packed: Buffer): Buffer {
	let length = Math.floor(packed.length * 0.7);
	const ends = () =>
		gunzipSync(packed.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH }).at(-1);
	while (ends() === '\n'.charCodeAt(0)) length--;
	return packed.subarray(0, length);
}

const HTML = '<html><body>Gateway Timeout</body></html>';

test.each<[string, string, object]>([
	['a sentence', 'Gateway Timeout', {}],
	['a sentence as a web page', 'Gateway Timeout', { headers: { 'content-type': 'text/html' } }],
	[
		'a sentence with commas as a web page',
		'Sorry, we are, for now, not here',
		{ headers: { 'content-type': 'text/html' } },
	],
	['a page', HTML, {}],
	['a page after white space', ' \r\n\t'.repeat(1000) + HTML, {}],
	['a page after more white space than a file begins with', ' '.repeat(200_000) + HTML, {}],
	['white space alone', ' '.repeat(200_000), {}],
	['a page after a mark of the byte order', `\ufeff ${HTML}`, {}],
	['JSON of nothing', 'null', { headers: { 'content-type': 'application/json' } }],
	['JSON of a text', '"a,b,c"', {}],
	[
		'an event stream',
		'data: {"a":1,"b":2}\n\ndata: {"c":3,"d":4}\n\n',
		{ headers: { 'content-type': 'text/event-stream' } },
	],
	['a PDF that breaks off', '%PDF-1.7\n%âãÏÓ\n1 0 obj, 2, 3, 4, 5, 6\n', {}],
	['a fault of SOAP', `<?xml version="1.0"?><soap:Envelope>${HTML}</soap:Envelope>`, {}],
])('%s is no CSV, no workbook and no PDF', async (what, body, more) => {
	send(body, more);
	await expectRefused('csv', /something else came in place of the file/);
	await expectRefused('excel', /something else came in place of the file/);
	const isCut = what === 'a PDF that breaks off';
	await expectRefused('pdf', isCut ? /cut short/ : /something else came in place of the file/);
});

test.each([
	['a part of the file', 206],
	['a file that is yet to be made', 202],
])('%s is not the file', async (_what, status) => {
	send(csv, { status });
	await expectRefused('csv', new RegExp(`the answer was HTTP ${status}`));
	send(workbook, { status });
	await expectRefused('excel', new RegExp(`the answer was HTTP ${status}`));
	send(pdf, { status });
	await expectRefused('pdf', new RegExp(`the answer was HTTP ${status}`));
});

test('an empty answer is not a file', async () => {
	send('', { status: 204 });
	await expectRefused('csv');
	await expectRefused('excel');
	await expectRefused('pdf');
});

describe('a workbook', () => {
	test.each([1, 2, 21, 22, 23, 100, 1000])(
		'without its last %i bytes is asked for again',
		async (bytes) => {
			const body = workbook.subarray(0, workbook.length - bytes);
			await expectSurvived('excel', workbook, { kind: 'status', status: 200, body });
		},
	);

	test('cut anywhere is never stored', async () => {
		for (let length = workbook.length - 1; length > 0; length -= 997) {
			simulator.faults.clear();
			send(workbook.subarray(0, length));
			expect((await exported('excel')).items.flat()).toEqual([]);
		}
	});

	test('without something in between is never stored', async () => {
		send(Buffer.concat([workbook.subarray(0, 500), workbook.subarray(600)]));
		await expectRefused('excel', /the file is cut short/);
	});

	test.each([
		['a document', ['[Content_Types].xml', 'word/document.xml']],
		['an archive of texts', ['readme.txt']],
		['an archive of nothing', []],
		['a table of another program', ['mimetype', 'content.xml', 'META-INF/manifest.xml']],
	])('is not %s', async (_what, names) => {
		const zip = new JSZip();
		for (const name of names) zip.file(name, 'some text');
		send(await zip.generateAsync({ type: 'nodebuffer' }));
		await expectRefused('excel');
	});

	test('with a comment at its end is one', async () => {
		const zip = await JSZip.loadAsync(workbook);
		const body = await zip.generateAsync({ type: 'nodebuffer', comment: 'x'.repeat(60_000) });
		send(body);
		const { items } = await exported('excel');
		expect((await readBinary(items[0]?.[0])).equals(body)).toBe(true);
	});

	test('is not a CSV', async () => {
		send(workbook);
		await expectRefused('csv', /something else/);
	});
});

describe('a PDF', () => {
	test.each([1, 2, 6, 7, 100, 1000])(
		'without its last %i bytes is asked for again',
		async (bytes) => {
			// The line end behind its last line may be missing.
			const body = pdf.subarray(0, pdf.length - bytes - 1);
			await expectSurvived('pdf', pdf, { kind: 'status', status: 200, body });
		},
	);

	test('cut anywhere is never stored', async () => {
		for (let length = pdf.length - 2; length > 0; length -= 997) {
			simulator.faults.clear();
			send(pdf.subarray(0, length));
			expect((await exported('pdf')).items.flat()).toEqual([]);
		}
	});

	test('is no file of another format, and no such file is a PDF', async () => {
		send(pdf);
		await expectRefused('csv', /something else/);
		await expectRefused('excel', /something else/);
		for (const file of [csv, workbook]) {
			simulator.faults.clear();
			send(file, { headers: { 'content-type': 'application/pdf' } });
			await expectRefused('pdf', /something else/);
		}
	});

	test('with something behind its end is never stored', async () => {
		send(Buffer.concat([pdf, Buffer.from('<html><body>Bad Gateway</body></html>')]));
		await expectRefused('pdf', /the file is cut short/);
	});

	test('is stored as it is, whatever the server says that it is', async () => {
		const body = Buffer.concat([Buffer.from(' \r\n\ufeff'), pdf, Buffer.from('\r\n\0')]);
		send(body, { headers: { 'content-type': 'text/html' } });
		for (const mode of MODES) {
			const { items } = await exported('pdf', mode);
			expect((await readBinary(items[0]?.[0])).equals(body)).toBe(true);
		}
	});
});

describe('a CSV', () => {
	/** Right behind the last comma of a row, and before it. */
	const inRow = () => csv.lastIndexOf(',', csv.length / 2) + 1;

	test('cut inside a row is requested again', async () => {
		for (const length of [inRow(), inRow() - 2, inRow() + 5]) {
			const body = csv.subarray(0, length);
			await expectSurvived('csv', csv, { kind: 'status', status: 200, body });
		}
	});

	test.each<FaultRule>([
		{ kind: 'truncate', how: 'close' },
		{ kind: 'truncate', how: 'chunked' },
		{ kind: 'truncate', how: 'length' },
		{ kind: 'truncate', how: 'length', ending: 'reset' },
		{ kind: 'unparsable' },
	])('that breaks off is asked for again: %j', async (rule) => {
		await expectSurvived('csv', csv, rule);
		await expectSurvived('excel', workbook, rule);
		await expectSurvived('pdf', pdf, rule);
	});

	test('cut short for good is told', async () => {
		send(csv.subarray(0, inRow()));
		await expectRefused('csv', /the file is cut short/);
	});

	test('that is compressed without being asked is stored unpacked', async () => {
		const headers = { 'content-encoding': 'gzip' };
		send(gzipSync(csv), { headers });
		const { items } = await exported('csv');
		expect((await readBinary(items[0]?.[0])).equals(csv)).toBe(true);
	});

	test('that is compressed and cut is requested again', async () => {
		const headers = { 'content-encoding': 'gzip' };
		for (const [format, file] of [
			['csv', csv],
			['excel', workbook],
			['pdf', pdf],
		] as const) {
			const body = cutWithinARow(gzipSync(file));
			await expectSurvived(format, file, { kind: 'status', status: 200, headers, body });
		}
	});

	test('of one line, or in another language, is stored as it is', async () => {
		for (const text of [
			'\ufeff\nCompany Name\nAcme\n',
			'Firma;Händler;Branche;Lizenz;Ende\r\nAcme;;IT;5;',
			`Company Name,Tags\r\n`,
		]) {
			simulator.faults.clear();
			send(text, { headers: { 'content-type': 'text/plain' } });
			for (const mode of MODES) {
				const { items } = await exported('csv', mode);
				expect((await readBinary(items[0]?.[0])).toString('utf8')).toBe(text);
			}
		}
	});
});
