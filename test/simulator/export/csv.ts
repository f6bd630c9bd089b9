import { Readable, type Duplex } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { WrittenRow } from '../search/rows';
import { cells, headings } from './columns';

function* records(rows: Iterable<WrittenRow>) {
	for (const row of rows) yield cells(row);
}

/** A CSV file, written while it is read. */
export function csvFile(rows: Iterable<WrittenRow>, bom: boolean): Readable {
	const writer: Duplex = stringify({
		header: true,
		columns: headings,
		bom,
		record_delimiter: 'windows',
	});
	return Readable.from(records(rows)).pipe(writer);
}
