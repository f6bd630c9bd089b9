import type { Page } from '../../nodes/Companies/api/search';
import type { RequestOrder } from '../../nodes/Companies/api/searchRequest';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import type { Catalogue, LookupEntry } from '../../nodes/Companies/company/products';
import { ApiError, orApiError, type ErrorKind } from '../../nodes/Companies/errors/apiError';
import { errorTexts } from '../../nodes/Companies/errors/nodeError';
import type { KeepnetClient } from '../../nodes/Companies/transport/client';
import { isAccepted } from '../../nodes/Companies/list/probe';
import { isFailure, orFailed } from '../../nodes/Companies/api/search';
import type { Behaviour } from '../simulator';
import type { Connection } from './connection';

/** One line of the report. None of it may come from a company. */
export interface Line {
	what: string;
	verdict: string;
	/** Milliseconds of the answer. */
	ms?: number;
}

/** What a look found out. */
export interface Found {
	lines: Line[];
	/** What the node makes up for here: sentences. */
	madeUpFor?: string[];
	/** What contradicts docs/contract.md: sentences. */
	contradicts?: string[];
	/** What a simulator needs to behave like this. */
	behaviour?: Partial<Behaviour>;
}

/** The first page of the list, which later looks take values from and compare with. */
export interface Sample {
	page: Page;
	order: RequestOrder;
	profiles: CompanyProfile[];
	/** How many companies there are, as far as it is known. */
	total: number | undefined;
}

/** The first page of the list in a larger size. */
export interface LargePage {
	asked: number;
	result: Page | Denied;
	order: RequestOrder;
}

/** How many rows of the first page have no ID, and so are no companies for the node. */
export const rowsWithoutId = ({ page }: Sample) => page.count - page.rows.length;

/** What the looks share: what one has read, others need not ask for. */
export interface Tenant extends Connection {
	sample?: Sample;
	/** The second page, in the order of the sample. */
	second?: Page | Denied;
	/** Whether companies change places from one request in the order of the sample to the next. */
	isMoving?: boolean;
	largePages?: LargePage[];
	catalogue?: Catalogue;
	vendors?: LookupEntry[];
}

export interface Look {
	title: string;
	/** What it is about, for whoever sells licenses: one sentence. */
	about: string;
	/** What it asks, for `--dry-run`. */
	asks: readonly string[];
	run(tenant: Tenant): Promise<Found>;
}

/** Where the check has a bug, by the file of this project and its line. */
function placeOf({ stack = '' }: Error): string {
	const [, place] = /[\\/]((?:test|nodes)[\\/][\w\\/.]+:\d+)/.exec(stack) ?? [];
	return place === undefined ? '' : ` in ${place}`;
}

/**
 * The node's own sentence for an error. Keepnet's words are left out, because they may hold names of companies, and so may the
 * message of an error of JavaScript.
 */
export function sentenceOf(error: unknown): string {
	if (error instanceof ApiError) {
		const details = { ...error.details, status: undefined, words: [] };
		return errorTexts(new ApiError(error.kind, details), 'companies').message;
	}
	const [name, place] = error instanceof Error ? [error.name, placeOf(error)] : ['Error', ''];
	return `The check itself has a bug (${name}${place}): please report it`;
}

/** How the deployment turned a request down. */
export interface Denied {
	how: 'refused' | 'failed' | 'unusable';
	status: number | undefined;
	/** Keepnet's own words, which may hold names of companies: not for the report. */
	words: string;
}

/** What is wrong with one kind of request, while others may work. */
const OF_ONE_REQUEST: readonly ErrorKind[] = [
	'role',
	'privacy',
	'notFound',
	'refused',
	'unusable',
	'tooLarge',
];

export const isDenied = (result: unknown): result is Denied =>
	typeof result === 'object' && result !== null && 'how' in result;

/** Whether the list that the sample is from can still be read. */
async function isListed(tenant: Tenant): Promise<boolean> {
	return await isAccepted(tenant.client, [], sampleOf(tenant).order);
}

/**
 * Asks for what the deployment may refuse, or fail at although it is up.
 *
 * @throws ApiError for a deployment that does not answer at all
 */
export async function ask<T>(
	tenant: Tenant,
	send: (client: KeepnetClient) => Promise<T>,
): Promise<T | Denied> {
	const isOfOne = ({ kind }: ApiError) => OF_ONE_REQUEST.includes(kind);
	const result = await orApiError(orFailed(send(tenant.client.probing)), isOfOne);
	if (!(result instanceof ApiError)) return result;
	const { httpCode: status, words = [] } = result.details;
	const denied = { status, words: words.join(' ') };
	if (isOfOne(result)) return { ...denied, how: 'unusable' };
	if (!isFailure(result)) return { ...denied, how: 'refused' };
	if (await isListed(tenant)) return { ...denied, how: 'failed' };
	throw result;
}

/** The status line where the deployment fails, if it does. */
export function failureStatusIn(
	results: readonly unknown[],
): Pick<Partial<Behaviour>, 'failureStatus'> {
	const failed = results.filter(isDenied).find(({ how }) => how === 'failed');
	return failed?.status === undefined ? {} : { failureStatus: failed.status };
}

const DENIALS: Record<Denied['how'], { text: string; usual: number }> = {
	refused: { text: 'refused', usual: 400 },
	failed: { text: 'fails', usual: 500 },
	unusable: { text: 'no usable answer', usual: 200 },
};

export const deniedText = ({ how, status }: Denied) =>
	`${DENIALS[how].text} (${status ?? DENIALS[how].usual})`;

/** @throws Error where no look has read the list */
export function sampleOf({ sample }: Tenant): Sample {
	if (!sample) throw new Error('The list was not read');
	return sample;
}
