import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { headings } from './columns';

const chunk = 64 * 1024;

/** A record of exactly the given number of bytes. */
function record(bytes: number): string {
	const tail = `,Reseller,Retail,Enterprise,1,2,3,4,5,,,2026-01-01\r\n`;
	return 'x'.repeat(bytes - tail.length) + tail;
}

/** A CSV of exactly the given number of bytes, never in memory as a whole. */
export function bulkCsv(bytes: number): Readable {
	const header = stringify([headings], { record_delimiter: 'windows' });
	const least = 1024;
	if (bytes < header.length + least) throw new Error(`exportBytes must be ${2 * least} or more`);
	const line = record(least);
	const block = line.repeat(chunk / least);
	function* parts() {
		yield header;
		let left = bytes - header.length;
		for (; left >= block.length + 2 * least; left -= block.length) yield block;
		for (; left >= 2 * least; left -= line.length) yield line;
		yield record(left);
	}
	return Readable.from(parts(), { objectMode: false });
}
