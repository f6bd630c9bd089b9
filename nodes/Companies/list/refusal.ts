import type { ApiError } from '../errors/apiError';
import { orApiError } from '../errors/apiError';
import type { FilterClause } from '../api/searchRequest';

/** A server may refuse a filter or an order without an envelope, as if something in front of it had answered. */
const isRefusal = ({ kind, details: { httpCode, isOfToken } }: ApiError) =>
	kind === 'badRequest' || (kind === 'intermediary' && httpCode === 400 && !isOfToken);

/** Waits for a call and gives the refusal of its request as a value. Any other failure is thrown. */
export async function orRefused<T>(call: Promise<T>): Promise<T | ApiError> {
	return await orApiError(call, isRefusal);
}

const itemsOf = (term: FilterClause) => {
	if ('overLimit' in term) return [];
	return 'all' in term ? term.all : term.any;
};

/** The names under which a term stands in the request. */
export function fieldsOf(term: FilterClause): string[] {
	if ('overLimit' in term) return ['isTargetUserCountExceededLimit'];
	return itemsOf(term).map(({ FieldName }) => FieldName);
}

const LETTER_OR_DIGIT_BEFORE = /[\p{L}\d]$/u;
const LETTER_OR_DIGIT_AFTER = /^[\p{L}\d]/u;

/**
 * Takes a text out where it stands between other words. Not by a pattern made of it: a pattern has a longest length, and
 * a value may be longer.
 */
function without(said: string, text: string): string {
	let rest = '';
	let from = 0;
	for (let at = said.indexOf(text); at >= 0; at = said.indexOf(text, at + 1)) {
		const end = at + text.length;
		// A letter may take two code units.
		const isPart =
			LETTER_OR_DIGIT_BEFORE.test(said.slice(Math.max(0, at - 2), at)) ||
			LETTER_OR_DIGIT_AFTER.test(said.slice(end, end + 2));
		if (at < from || isPart) continue;
		rest += `${said.slice(from, at)} `;
		from = end;
	}
	return rest + said.slice(from);
}

/** What a refusal says, in small letters and without the values that were sent: they may read like anything. */
export function saidBy({ details: { words = [] } }: ApiError, sent: FilterClause[]): string {
	const values = sent.flatMap((term) => itemsOf(term).map(({ Value }) => Value));
	return values
		.filter((value) => value.trim() !== '')
		.reduce((said, value) => without(said, value.toLowerCase()), words.join(' ').toLowerCase());
}

/** Whether a name of the request stands in what was said. */
export const names = (said: string, word: string) => said.includes(word.toLowerCase());

/** Whether it is about the order, by whatever name. */
export const saysOrder = (said: string) => /\border ?by\b|\bsort/.test(said);
