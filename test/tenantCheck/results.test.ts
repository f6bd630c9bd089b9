import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cellsOf, readDocument, rowsOf, sectionOf } from '../documentation';
import { hurry } from '../engine/support';
import type { Behaviour } from '../simulator';
import { COMPARISONS } from './clauses';
import { ORDERS } from './looks/orders';
import { MEANINGS, unexplainedIn } from './results';
import { check } from './support';

beforeEach(hurry);

const FIELDS = [
	...new Set(COMPARISONS.map(({ field }) => field.name)),
] as Behaviour['ignoredFields'];

const of = <T>(names: readonly T[], remainder: number) =>
	names.filter((_, at) => at % 3 === remainder);

const awkward: Partial<Behaviour> = {
	filters: 'partly',
	...{ ignoredFields: of(FIELDS, 0), refusedFields: of(FIELDS, 1), failingFields: of(FIELDS, 2) },
	...{
		orderByIgnored: of(ORDERS, 0),
		orderByRefused: of(ORDERS, 1),
		orderByFailing: of(ORDERS, 2),
	},
	...{ lookupForbidden: true, vendorList: 'missing', trainingColumns: 'some', extraFields: true },
	...{
		exportTypesRefused: { Excel: 500, PDF: 400 },
		exportDisposition: null,
		exportContentType: null,
	},
	...{ pageCap: 60, duplicateRows: true, totalOffset: 7, overLimitFlag: 'refuse' },
};

const TENANTS: Array<[name: string, behaviour: Partial<Behaviour>, companies: number]> = [
	['as documented', {}, 300],
	['awkward', awkward, 150],
	[
		'awkward in other ways',
		{
			...{ emptyResultsAsNull: true, totalOffset: -7, pageSizeLimit: 100, tieOrder: 'shuffled' },
			...{ limitsSortedAs: 'text', modules: 'texts', dateFormat: 'DD/MM/YYYY hh:mm A' },
			...{ filters: 'ignore', vendorList: 'failing', maxConditions: 2, failureStatus: 200 },
		},
		300,
	],
	['nearly empty', { modules: 'none', dateFormat: 'isoOffset', maxConditions: 2 }, 2],
	['empty', {}, 0],
];

it.each(TENANTS)(
	'explains every result of a tenant that is %s',
	async (_name, behaviour, companies) => {
		const { result } = await check({ behaviour, companies, validateResponses: false });
		expect(unexplainedIn(result)).toEqual([]);
		expect(result.sections.flatMap(({ lines }) => lines).length).toBeGreaterThan(10);
	},
);

it('finds a result that nothing explains', async () => {
	const { result } = await check({ companies: 0 });
	const odd = { what: 'CompanyName', verdict: 'kept in a way' };
	result.sections[0]?.lines.push(odd);
	expect(unexplainedIn(result)).toEqual([odd]);
});

it('explains nothing that no look says', () => {
	const folders = [__dirname, join(__dirname, 'looks')];
	const sources = folders.flatMap((folder) =>
		readdirSync(folder)
			.filter((file) => file.endsWith('.ts') && !/results|test/.test(file))
			.map((file) => readFileSync(join(folder, file), 'utf8')),
	);
	const code = sources.join('\n');
	/** The longest part of a text that does not vary. */
	const fixedIn = (text: string) =>
		text
			.split(/[\d….,]+|\(\d+\)|too \w+/)
			.map((part) => part.trim().replace(/ ?\($/, ''))
			.sort((left, right) => right.length - left.length)[0] ?? '';
	const typed = ['string', 'integer', 'number', 'boolean', 'object', '300'];
	const texts = MEANINGS.flatMap((meaning) => meaning.texts);
	expect(texts.filter((text) => !typed.includes(text) && !code.includes(fixedIn(text)))).toEqual(
		[],
	);
});

it('is the table of the documentation', () => {
	const section = sectionOf(readDocument('docs/tenant-check.md'), 'The report');
	const [, , ...rows] = rowsOf(section).map(cellsOf);
	expect(rows).toEqual(MEANINGS.map(({ texts, means }) => [texts.join(' · '), means]));
});
