import { readFileSync } from 'node:fs';

import { IANAZone } from 'luxon';
import { z } from 'zod';

import { ExplainedError, instead, type Option } from '../commandLine';
import type { Behaviour } from './behaviour';
import { fieldRules } from './filter/fields';

const number = z.number();
const flag = z.boolean();
const names = z.array(z.string());
const fields = z.array(z.enum([...fieldRules('yyyy-MM-dd').keys()] as [string, ...string[]]));
const optionalNumber = number.optional();
const optionalText = z.string().nullable().optional();
const treated = ['apply', 'ignore', 'refuse', 'fail'] as const;
const days = ['DD/MM/YYYY', 'MM/DD/YYYY', 'YYYY/MM/DD'] as const;
const times = ['HH:mm', 'HH:mm:ss', 'hh:mm A'] as const;
const dateFormats = days.flatMap((day) => times.map((time) => `${day} ${time}` as const));

const RATE_LIMIT = {
	requests: number,
	perMs: number,
	retryAfter: z.enum(['seconds', 'date', 'missing']).optional(),
};

/** What `--behaviour` and `--behaviour-file` take, for each property. */
const SHAPE = {
	pageCap: number,
	pageSizeLimit: number,
	emptyResultsAsNull: flag,
	totalOffset: number,
	tieOrder: z.enum(['stable', 'shuffled']),
	duplicateRows: flag,
	orderByRefused: names,
	orderByFailing: names,
	orderByIgnored: names,
	limitsSortedAs: z.enum(['number', 'text']),
	filters: z.enum(['apply', 'ignore', 'partly', 'refuse', 'refuseDates', 'fail', 'failDates']),
	ignoredFields: fields,
	refusedFields: fields,
	failingFields: fields,
	maxConditions: number,
	failureStatus: number,
	refusalNamesField: flag,
	overLimitFlag: z.enum(treated),
	searchText: z.enum(['apply', 'ignore']),
	lettersI: z.enum(['alike', 'latin', 'turkish']),
	dateFormat: z.enum(['iso', 'isoOffset', 'isoLocal', ...dateFormats]),
	timeZone: z.string().refine(IANAZone.isValidZone, 'Not a time zone'),
	resourceIdName: z.enum(['companyResourceId', 'resourceId']),
	modules: z.enum(['custom', 'all', 'texts', 'none']),
	extraFields: flag,
	trainingColumns: z.enum(['all', 'some', 'none']),
	vendorNames: z.enum(['text', 'list']),
	capitalisedEnvelope: flag,
	isSuccessEnvelope: flag,
	nestedIndustries: flag,
	lookupForbidden: flag,
	vendorList: z.enum(['served', 'missing', 'forbidden', 'failing']),
	exportBytes: optionalNumber,
	exportContentType: optionalText,
	exportDisposition: optionalText,
	exportTypesRefused: z.record(
		z.enum(['CSV', 'Csv', 'Excel', 'PDF']),
		z.union([z.literal(400), z.literal(500)]),
	),
	exportBom: flag,
	exportContentLength: flag,
	tokenLifetimeSeconds: number,
	tokenExpiresIn: optionalNumber,
	tokenPermissions: flag,
	tokenLatencyMs: number,
	invalidClientStatus: z.union([z.literal(400), z.literal(401)]),
	deadTokenStatus: z.union([z.literal(401), z.literal(403)]),
	latencyMs: number,
	latencyMsPerRow: number,
	rateLimit: z.object(RATE_LIMIT).strict().optional(),
} satisfies Record<keyof Behaviour, z.ZodType>;

const schema = z.object(SHAPE).strict().partial();

/** One sentence about what is wrong; the nearest names where a name is. */
function sentence(issue: z.ZodIssue): string {
	const at = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		const [key = ''] = issue.keys;
		const known = at === 'rateLimit' ? RATE_LIMIT : SHAPE;
		return `does not know "${key}"${at && ` for ${at}`}. ${instead(key, Object.keys(known), 'It knows')}`;
	}
	if (issue.code === 'invalid_enum_value') {
		const choices = issue.options.map(String);
		return `does not know "${issue.received}" for ${at}. ${instead(String(issue.received), choices, 'Choose one of')}`;
	}
	return `has a wrong value${at === '' ? '' : ` for ${at}`}: ${issue.message}.`;
}

function parseJson(text: string, notJson: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ExplainedError(notJson);
	}
}

/** @throws ExplainedError, a sentence that begins after where the text comes from; `notJson` where it is no JSON */
function read(text: string, notJson: string): Partial<Behaviour> {
	const result = schema.safeParse(parseJson(text, notJson));
	// Fields are named in `Behaviour` more narrowly than they need to be typed here.
	if (result.success) return result.data as Partial<Behaviour>;
	throw new ExplainedError(sentence(result.error.issues[0] as z.ZodIssue));
}

const UNREADABLE: Readonly<Record<string, string>> = {
	ENOENT: 'There is no such file.',
	EISDIR: 'This is a folder.',
	EACCES: 'Your user may not read it.',
};

function textOf(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		const { code = '' } = error as NodeJS.ErrnoException;
		throw new ExplainedError(`cannot read ${path}. ${UNREADABLE[code] ?? code}`);
	}
}

/**
 * Reads what differs from the documented deployment: a file with one JSON object, whose properties are those of
 * {@link Behaviour}. A property that is missing is as documented; what JSON cannot say (`Infinity`) is left out.
 *
 * @example { "filters": "partly", "ignoredFields": ["CompanyName"], "pageCap": 100, "rateLimit": { "requests": 10, "perMs": 1000 } }
 * @throws ExplainedError, a sentence that begins after what named the file
 */
export function readBehaviourFile(path: string): Partial<Behaviour> {
	// Editors on Windows begin a file with a byte order mark, which is no JSON.
	const text = textOf(path).replace(/^\uFEFF/, '');
	return read(text, `takes a file with a JSON object, and ${path} has none.`);
}

/** What differs from the documented deployment. */
export const behaviourOption: Option<Partial<Behaviour>> = {
	placeholder: 'json',
	what: `what differs from the documented deployment, e.g. '{"filters": "ignore"}'`,
	read: (text = '{}') =>
		read(text, `takes JSON with its quotation marks, e.g. '{"filters": "ignore"}', not '${text}'.`),
};

/** The same from a file. */
export const behaviourFileOption: Option<Partial<Behaviour>> = {
	placeholder: 'path',
	what: 'the same from a file, as npm run tenant-check writes it; --behaviour comes on top',
	read: (path) => (path === undefined ? {} : readBehaviourFile(path)),
};
