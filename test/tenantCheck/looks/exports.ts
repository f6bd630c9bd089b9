import { buffer } from 'node:stream/consumers';

import { buildListRequest, EXPORT_PATH } from '../../../nodes/Companies/api/searchRequest';
import {
	FILE_FORMAT_NAMES,
	FILE_FORMATS,
	type FileFormatName,
} from '../../../nodes/Companies/output/file/fileFormat';
import { nameFromHeader } from '../../../nodes/Companies/output/file/fileName';
import { receiveStart } from '../../../nodes/Companies/output/file/receiveFile';
import type { StreamedAnswer } from '../../../nodes/Companies/transport/client';
import type { Behaviour } from '../../simulator';
import { headings } from '../../simulator/export/columns';
import { readTable, type Table } from '../exportedFile';
import {
	ask,
	deniedText,
	isDenied,
	rowsWithoutId,
	sampleOf,
	type Denied,
	type Line,
} from '../look';
import type { Look, Sample, Tenant } from '../look';
import { twoAtOnce } from '../twoAtOnce';

/** A file that came, without what is in it but its cells. */
interface Exported {
	headers: StreamedAnswer['headers'];
	bytes: Buffer;
	table: Table | undefined;
}

async function request(tenant: Tenant, name: FileFormatName): Promise<Exported | Denied> {
	const { page, order } = sampleOf(tenant);
	const format = FILE_FORMATS[name];
	const body = {
		...buildListRequest([], order, 1, page.pageSize),
		exportType: format.exportType,
		reportAllPages: false,
	};
	return await ask(tenant, async (client) => {
		const receive = async (answer: StreamedAnswer) => {
			const start = await receiveStart(answer, format);
			return {
				headers: answer.headers,
				bytes: start.isAll ? start.bytes : await buffer(answer.body),
			};
		};
		const file = await client.download(EXPORT_PATH, body, receive);
		return { ...file, table: await readTable(name, file.bytes) };
	});
}

/** The content types that are told: any other may be made of a customer's name. */
const MEDIA_TYPES = [
	...Object.values(FILE_FORMATS).map(({ mimeType }) => mimeType),
	...['application/octet-stream', 'application/vnd.ms-excel', 'text/plain', 'text/html'],
];
const NO_TYPE = 'no content type';
const OTHER_TYPE = 'an unusual content type';
const typeOf = ({ headers }: Exported) => {
	const { 'content-type': written } = headers;
	if (written === undefined) return NO_TYPE;
	const [type = ''] = String(written).toLowerCase().split(';');
	return MEDIA_TYPES.find((known) => known === type.trim()) ?? OTHER_TYPE;
};

function nameText({ headers }: Exported, extension: string): string {
	const name = nameFromHeader(headers['content-disposition']);
	if (name === undefined) return 'no file name';
	const isFitting = name.toLowerCase().endsWith(`.${extension}`);
	return isFitting ? `file name with .${extension}` : `file name without .${extension}`;
}

/** A workbook writes line ends in its own way. */
const plain = (text = '') => text.replace(/\s+/g, ' ').trim();

const isSame = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** Columns by name; others are only counted, because without a header they would be names of customers. */
function columnsOf([header = []]: Table) {
	const known = headings.filter((heading) => header.some((cell) => isSame(cell.trim(), heading)));
	return { known, others: header.length - known.length };
}

const NOT_THE_SAME = 'not the same';

/** Whether a file has the companies of the list, in the same order. */
function agreement([header = [], ...rows]: Table, sample: Sample): string {
	const { page, profiles } = sample;
	const at = header.findIndex((cell) => isSame(cell.trim(), 'Company Name'));
	const count = `${rows.length} rows for ${page.count} companies`;
	if (at < 0) return `${count}, without a column Company Name`;
	if (rowsWithoutId(sample) > 0) return `${count}, some without an ID`;
	const listed = profiles.map(({ company }) => plain(company.name ?? ''));
	const filed = rows.map((row) => plain(row[at]));
	if (JSON.stringify(listed) === JSON.stringify(filed)) return 'same companies in the same order';
	const isEqual = JSON.stringify([...listed].sort()) === JSON.stringify([...filed].sort());
	return isEqual ? 'same companies in another order' : `${count}, ${NOT_THE_SAME}`;
}

function linesOf(name: FileFormatName, file: Exported | Denied, sample: Sample): Line[] {
	if (isDenied(file)) return [{ what: name, verdict: deniedText(file) }];
	const { bytes, table } = file;
	const { fileExtension } = FILE_FORMATS[name];
	const said = `${typeOf(file)}, ${nameText(file, fileExtension)}`;
	const lines = [{ what: name, verdict: `${said}, ${bytes.length} bytes` }];
	if (!table) return lines;
	const { known, others } = columnsOf(table);
	return [
		...lines,
		{ what: `${name}: columns`, verdict: `${known.join(', ')}; ${others} others` },
		{ what: `${name}: companies`, verdict: agreement(table, sample) },
	];
}

function contradictionsOf(name: FileFormatName, file: Exported | Denied, sample: Sample): string[] {
	if (isDenied(file)) return [`There is no export as ${name}.`];
	if (!file.table) return [];
	const { known, others } = columnsOf(file.table);
	const lacking = headings.filter((heading) => !known.includes(heading));
	const found = agreement(file.table, sample);
	return [
		...(lacking.length > 0 ? [`The ${name} file lacks columns: ${lacking.join(', ')}.`] : []),
		...(others > 0 ? [`The ${name} file has ${others} columns more.`] : []),
		...(found.endsWith(NOT_THE_SAME) ? [`The ${name} file does not agree with the list.`] : []),
	];
}

type Files = Array<[FileFormatName, Exported | Denied]>;

function behaviourOf(files: Files): Partial<Behaviour> {
	const refused = files.flatMap(([name, file]) =>
		isDenied(file)
			? [[FILE_FORMATS[name].exportType, file.how === 'failed' ? 500 : 400] as const]
			: [],
	);
	const came = files.flatMap(([name, file]) => (isDenied(file) ? [] : [{ name, ...file }]));
	const isNever = (header: string) =>
		came.length > 0 && came.every(({ headers }) => headers[header] === undefined);
	const isUsual = came.every((file) => typeOf(file) === FILE_FORMATS[file.name].mimeType);
	const [type, ...others] = new Set(came.map(typeOf));
	const isOne = type !== undefined && type !== OTHER_TYPE && others.length === 0;
	return {
		exportTypesRefused: Object.fromEntries(refused),
		exportBom: came.some(({ bytes }) => bytes.subarray(0, 3).toString('latin1') === 'ï»¿'),
		exportContentLength: came.length > 0 && !isNever('content-length'),
		...(isOne && !isUsual && { exportContentType: type === NO_TYPE ? null : type }),
		...(isNever('content-disposition') && { exportDisposition: null }),
	};
}

/** The files of one page, and whether they agree with the list. */
export const exportsLook: Look = {
	title: 'Export',
	about:
		'The files that Export gets from Keepnet, and whether they have the same companies as the list.',
	asks: FILE_FORMAT_NAMES.map((name) => `POST ${EXPORT_PATH}, the sample as ${name}`),
	async run(tenant) {
		const sample = sampleOf(tenant);
		const files: Files = await twoAtOnce(FILE_FORMAT_NAMES, async (name) => [
			name,
			await request(tenant, name),
		]);
		const denied = files.filter(([, file]) => isDenied(file)).map(([name]) => name);
		return {
			lines: files.flatMap(([name, file]) => linesOf(name, file, sample)),
			madeUpFor:
				denied.length > 0
					? [`Keepnet does not export as ${denied.join(', ')}: the node says so.`]
					: [],
			contradicts: files.flatMap(([name, file]) => contradictionsOf(name, file, sample)),
			behaviour: behaviourOf(files),
		};
	},
};
