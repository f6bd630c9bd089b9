import type { ApiFailure } from '../client/failure';
import type { FilterTerm } from '../plan/searchRequest';

const itemsOf = (term: FilterTerm) => {
	if ('overLimit' in term) return [];
	return 'all' in term ? term.all : term.any;
};

/** The names under which a term stands in the request. */
export function fieldsOf(term: FilterTerm): string[] {
	if ('overLimit' in term) return ['isTargetUserCountExceededLimit'];
	return itemsOf(term).map(({ FieldName }) => FieldName);
}

/** A text as it stands between other words. */
const asWords = (text: string) =>
	new RegExp(
		`(?<![\\p{L}\\d])${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\p{L}\\d])`,
		'giu',
	);

/** What a refusal says, in small letters and without the values that were sent: they may read like anything. */
export function saidBy({ details: { words = [] } }: ApiFailure, sent: FilterTerm[]): string {
	const values = sent.flatMap((term) => itemsOf(term).map(({ Value }) => Value));
	return values
		.filter((value) => value.trim() !== '')
		.reduce((said, value) => said.replace(asWords(value), ' '), words.join(' '))
		.toLowerCase();
}

/** Whether a name of the request stands in what was said. */
export const names = (said: string, word: string) => said.includes(word.toLowerCase());

/** Whether it is about the order, by whatever name. */
export const saysOrder = (said: string) => /\border ?by\b|\bsort/.test(said);
