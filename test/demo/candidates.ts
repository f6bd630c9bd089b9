import Table from 'cli-table3';
import type { IDataObject } from 'n8n-workflow';

/** The columns of the table: heading, output field of Search, and whether it is a number. */
const COLUMNS = [
	['Company', 'companyName', false],
	['License', 'licenseType', false],
	['Seats', 'licenseLimit', true],
	['Users', 'targetUsers', true],
	['Usage %', 'usagePercent', true],
	['Over', 'seatsOverLimit', true],
	['Renewal', 'renewalDate', false],
	['Signals', 'signals', false],
] as const;

/** One line for the terminal; company names may contain line breaks. */
const LONGEST_TEXT = 26;

const inEnglish = new Intl.NumberFormat('en-US');

/** Formats a number as 1,234; an unknown one as a dash. */
export const readable = (value: unknown) =>
	typeof value === 'number' ? inEnglish.format(value) : '–';

function cell(value: unknown): string {
	if (typeof value === 'number') return readable(value);
	const line = [
		...String(value ?? '–')
			.replace(/\s+/g, ' ')
			.trim(),
	];
	return line.length > LONGEST_TEXT
		? `${line.slice(0, LONGEST_TEXT - 1).join('')}…`
		: line.join('');
}

/** Companies as Search returns them, as a table for a terminal. */
export function candidatesTable(companies: IDataObject[]): string {
	const table = new Table({
		head: COLUMNS.map(([heading]) => heading),
		colAligns: COLUMNS.map(([, , isNumber]) => (isNumber ? 'right' : 'left')),
		style: { head: [], border: [], compact: true },
	});
	table.push(...companies.map((company) => COLUMNS.map(([, field]) => cell(company[field]))));
	return table.toString();
}
