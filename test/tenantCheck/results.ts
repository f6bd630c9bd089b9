import type { Result } from './check';
import type { Line } from './look';

/** What a line of the report may say, and what it means: the table of docs/tenant-check.md. */
export interface Meaning {
	/** As they are written; each number and .csv stand for any, and … for any text. */
	texts: string[];
	means: string;
}

export const MEANINGS: readonly Meaning[] = [
	{
		texts: ['applied', 'kept', 'granted', 'continues correctly', 'matches the total'],
		means: 'as documented',
	},
	{
		texts: ['300', '6 entries', '3 of the sample', '3 of 7', '3600 s'],
		means: 'how many, or how long',
	},
	{
		texts: ['true 25 times, false 3 times, not said 0 times'],
		means: 'how often Keepnet says that you may sell a product, or may not',
	},
	{
		texts: ['0 below others, 0 more than once'],
		means: 'how many industries belong to another one or are listed again',
	},
	{
		texts: ['not said', 'none that can be read', 'another, or not said'],
		means: 'Keepnet does not say it, or in a way that nobody knows yet',
	},
	{ texts: ['Reseller', 'Company Admin'], means: 'the role of the client' },
	{
		texts: [
			...['string', 'integer', 'number', 'boolean', 'array', 'object', 'null', 'absent'],
			'… in 97, …',
		],
		means: 'the type of a field, and in how many companies of the sample',
	},
	{
		texts: [
			...['listed by each row', 'listed by some rows', 'listed as texts'],
			'not listed, not even with the license type Custom',
		],
		means: 'which companies come with their products',
	},
	{
		texts: ['not served (404)'],
		means: 'this Keepnet has no such list of names',
	},
	{ texts: ['ignored'], means: 'Keepnet accepts it, and the list is the same as without it' },
	{
		texts: ['refused (400)', 'fails (500)', 'no usable answer (200)', 'no usable answer'],
		means:
			'Keepnet rejects it, breaks at it or sends something else, although it answers other requests',
	},
	{
		texts: ['differs: 3 of the sample too many, 1 missing'],
		means: 'a filter gives other companies than their data say',
	},
	{ texts: ['capped at 60'], means: 'Keepnet sends smaller pages than it was asked for' },
	{
		texts: ['accepted; the list ends after 300'],
		means: 'Keepnet accepts the size, and the list is too short to fill the page',
	},
	{ texts: ['sorted as text'], means: '1,000 comes before 20' },
	{
		texts: ['begins with the last company of the first page', 'in another order'],
		means: 'pages overlap, or the list comes in another order each time',
	},
	{
		texts: ['The list says 7 companies too many', 'The list says 7 companies too few'],
		means: 'the total that Keepnet names, against the companies that come',
	},
	{
		texts: ['stay in place', 'change places'],
		means: 'whether companies that are equal in the order come in the same order each time',
	},
	{ texts: ['an empty list', 'no list'], means: 'what Keepnet sends if no company matches' },
	{
		texts: ['cannot be compared: companies change places'],
		means: 'the list comes in another order each time, so that a page of it shows little',
	},
	{
		texts: ['8 accepted', '8 accepted, 12 not'],
		means: 'how many conditions Keepnet accepts in one request',
	},
	{
		texts: [
			'I, ı and i are the same letter',
			'I and i are the same letter, ı is another',
			'I and i are different letters, as in Turkish',
		],
		means: 'how Keepnet compares letters in a search for a name',
	},
	{
		texts: [
			...['ISO 8601 …', 'DD/MM/YYYY …', 'MM/DD/YYYY …', 'YYYY/MM/DD …', 'in an unknown form…'],
			'no dates in the sample',
		],
		means: 'how dates are written (DD: day, MM: month)',
	},
	{
		texts: ['cut off at midnight', 'included as a whole'],
		means: 'whether a range includes what was created on its last day',
	},
	{
		texts: ['not shown by these companies', 'not shown by rows without an ID'],
		means: 'the first 100 companies do not differ enough to tell',
	},
	{
		texts: ['accepted; these companies do not show whether it is applied'],
		means: 'the same, for a filter that Keepnet does not reject',
	},
	{
		texts: ['the filter is not applied'],
		means: 'Keepnet ignores the filter that would show it',
	},
	{ texts: ['no value to ask with'], means: 'no company of the sample has a value in this field' },
	{
		texts: ['accepted; what it counts cannot be checked'],
		means: 'Keepnet counts this itself, and its rows do not say how',
	},
	{
		texts: [
			'…, file name with .csv, 12631 bytes',
			'…, file name without .csv, 12631 bytes',

			'…, no file name, 12631 bytes',
		],
		means: 'the type, name and size of a file',
	},
	{ texts: ['…; 0 others'], means: 'the known columns of a file, and how many others it has' },
	{
		texts: [...['same companies in the same order', 'same companies in another order']],
		means: 'the companies of a file are those of the list',
	},
	{
		texts: [
			'99 rows for 100 companies, not the same',
			'99 rows for 100 companies, some without an ID',
			'99 rows for 100 companies, without a column Company Name',
		],
		means: 'the companies of a file are not those of the list, or that cannot be told',
	},
];

/** What a text looks like, whatever its numbers are. */
function patternOf(text: string): RegExp {
	const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const varying = escaped.replace(/\d+/g, '\\d+').replaceAll('…', '.*');
	return new RegExp(`^${varying.replaceAll('\\.csv', '\\.\\w+')}$`);
}

const PATTERNS = MEANINGS.flatMap(({ texts }) => texts.map(patternOf));

/** Lines that consist of names. */
const NAMES = ['Claims', 'Envelope', 'Headers about limits', 'Offsets from UTC'];

/** The lines whose result has no meaning in the table. */
export const unexplainedIn = ({ sections }: Result): Line[] =>
	sections
		.flatMap(({ lines }) => lines)
		.filter(({ what }) => !NAMES.includes(what))
		.filter(({ verdict }) => !PATTERNS.some((pattern) => pattern.test(verdict)));
