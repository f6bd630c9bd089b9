import type { FieldName } from './filter/fields';
import type { LettersI } from './filter/fold';
import type { DateFormat } from './search/dates';
import type { ExportRequest } from './search/request';

/** A fixed-window rate limit: `requests` per window, then 429 until the window ends. */
export interface RateLimit {
	requests: number;
	perMs: number;
	/** How `Retry-After` is written, if at all. Default `seconds`. */
	retryAfter?: RetryAfter;
}

export type RetryAfter = 'seconds' | 'date' | 'missing';

/** How the simulated deployment behaves; every property may be changed while it runs. */
export interface Behaviour {
	/** The largest page that the server returns, whatever the request says. */
	pageCap: number;
	/** The largest `pageSize` that is accepted; a larger one is answered with 400. */
	pageSizeLimit: number;
	/** `results: null` in place of `[]` where no company matches. */
	emptyResultsAsNull: boolean;
	/** The announced number of companies (and of pages) is off by this many companies. */
	totalOffset: number;
	/** `shuffled`: companies that tie in the order change places with every request. */
	tieOrder: 'stable' | 'shuffled';
	/** Every page but the first begins with the last company of the page before it, on top of its own. */
	duplicateRows: boolean;
	/** `orderBy` values that this deployment answers with 400. Here and below, in any case. */
	orderByRefused: string[];
	/** `orderBy` values that this deployment fails at. */
	orderByFailing: string[];
	/** `orderBy` values that this deployment accepts but silently ignores. */
	orderByIgnored: string[];
	/** License limits are stored as texts: whether they are sorted as numbers. */
	limitsSortedAs: 'number' | 'text';

	/** How filter conditions are treated. `partly`: those on `ignoredFields` are ignored. */
	filters: 'apply' | 'ignore' | 'partly' | 'refuse' | 'refuseDates' | 'fail' | 'failDates';
	ignoredFields: FieldName[];
	/** Fields that are refused with 400, in addition to `filters`. */
	refusedFields: FieldName[];
	/** Fields that this deployment fails at, in addition to `filters`. */
	failingFields: FieldName[];
	/** The deployment fails at a filter of more conditions than this. */
	maxConditions: number;
	/** The status line where it fails; the envelope says INTERNAL_SERVER_ERROR, also with 200. */
	failureStatus: number;
	/** Whether the 400 for a condition says which field it is about. */
	refusalNamesField: boolean;
	overLimitFlag: 'apply' | 'ignore' | 'refuse' | 'fail';
	searchText: 'apply' | 'ignore';
	/** Which of I, ı, İ and i the database treats as the same letter. */
	lettersI: LettersI;

	dateFormat: DateFormat;
	/** Time zone in which dates are written (IANA name). Filter dates still mean midnight UTC. */
	timeZone: string;
	resourceIdName: 'companyResourceId' | 'resourceId';
	/** Whose rows list their products, and how: those of Custom licenses, all, all as texts, or nobody's. */
	modules: 'custom' | 'all' | 'texts' | 'none';
	/** Rows contain undocumented fields. */
	extraFields: boolean;
	/** Which rows have the columns about third-party training: all, those of some companies, none. */
	trainingColumns: 'all' | 'some' | 'none';
	/** `text`: with ` , ` between the names. */
	vendorNames: 'text' | 'list';
	/** `Status`, `Message`, `ValidationMessages` in place of the small letters. */
	capitalisedEnvelope: boolean;
	/** Envelopes also carry `isSuccess` and `messages`. */
	isSuccessEnvelope: boolean;
	/** Some industries are `children` of others, and some are listed twice. */
	nestedIndustries: boolean;
	/** Lookups answer 403. */
	lookupForbidden: boolean;
	/** The list of content vendors. `missing`: the deployment has no such address. */
	vendorList: 'served' | 'missing' | 'forbidden' | 'failing';

	/** Stream a CSV of exactly this many bytes in place of the real export. */
	exportBytes: number | undefined;
	/** `undefined`: the default of the format; `null`: no header. */
	exportContentType: string | null | undefined;
	exportDisposition: string | null | undefined;
	/** Export types that this deployment does not make, and the status that it answers with. */
	exportTypesRefused: Partial<Record<ExportRequest['exportType'], 400 | 500>>;
	/** CSV files begin with a byte order mark. */
	exportBom: boolean;
	/** `Content-Length` in place of chunked encoding. */
	exportContentLength: boolean;

	/** How long a token works. */
	tokenLifetimeSeconds: number;
	/** What `expires_in` says, if not the true lifetime. */
	tokenExpiresIn: number | undefined;
	/** Whether the token answer lists `permissions`. */
	tokenPermissions: boolean;
	tokenLatencyMs: number;
	invalidClientStatus: 400 | 401;
	/** The answer to an expired or revoked token. */
	deadTokenStatus: 401 | 403;

	/** Delay of every API answer (tokens have their own). */
	latencyMs: number;
	/** Delay of a page for each of its rows, on top of that. */
	latencyMsPerRow: number;
	rateLimit: RateLimit | undefined;
}

/** A deployment as the contract describes it. */
export function documentedBehaviour(): Behaviour {
	return {
		pageCap: 1000,
		pageSizeLimit: Infinity,
		emptyResultsAsNull: false,
		totalOffset: 0,
		tieOrder: 'stable',
		duplicateRows: false,
		orderByRefused: [],
		orderByFailing: [],
		orderByIgnored: [],
		limitsSortedAs: 'number',
		filters: 'apply',
		ignoredFields: [],
		refusedFields: [],
		failingFields: [],
		maxConditions: Infinity,
		failureStatus: 500,
		refusalNamesField: true,
		overLimitFlag: 'apply',
		searchText: 'apply',
		lettersI: 'alike',
		dateFormat: 'iso',
		timeZone: 'UTC',
		resourceIdName: 'companyResourceId',
		modules: 'custom',
		extraFields: false,
		trainingColumns: 'all',
		vendorNames: 'text',
		capitalisedEnvelope: false,
		isSuccessEnvelope: false,
		nestedIndustries: false,
		lookupForbidden: false,
		vendorList: 'served',
		exportBytes: undefined,
		exportContentType: undefined,
		exportDisposition: undefined,
		exportTypesRefused: {},
		exportBom: false,
		exportContentLength: false,
		tokenLifetimeSeconds: 3600,
		tokenExpiresIn: undefined,
		tokenPermissions: true,
		tokenLatencyMs: 0,
		invalidClientStatus: 400,
		deadTokenStatus: 401,
		latencyMs: 0,
		latencyMsPerRow: 0,
		rateLimit: undefined,
	};
}
