const I_WITH_A_SECOND_DOT = 'i\u0307';

/** ASCII words with single spaces between them: most names. */
const PLAIN = /^(?:[!-~]+ )*[!-~]+$/;

/**
 * Normalizes a text for comparison: lower case, no outer spaces, single spaces inside (also for tabs and no-break spaces),
 * composed accents, and one letter for the four of Turkish (I, ı, İ, i), because the language of the database is unknown.
 */
export function foldText(text: string): string {
	// Names are sorted by this, 100,000 at a time, and normalizing takes ten times as long.
	if (PLAIN.test(text)) return text.toLowerCase();
	return text
		.normalize('NFC')
		.replace(/[\u0130\u0131]/g, 'i')
		.toLowerCase()
		.replaceAll(I_WITH_A_SECOND_DOT, 'i')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Normalizes a name like {@link foldText}. The spaces around a comma do not count. */
export function foldName(name: string): string {
	const parts = foldText(name).split(',');
	return parts.flatMap((part) => part.trim() || []).join(', ');
}

const ACCENTS = /[\u0300-\u036f]/g;

/** Removes accents: "Müller" becomes "Muller". Signs that other scripts write with combining characters stay. */
export const foldAccents = (text: string) =>
	PLAIN.test(text) ? text : text.normalize('NFD').replace(ACCENTS, '').normalize('NFC');

/** More words do not narrow a list further. */
const MAX_PARTS = 3;

const longestFirst = (left: string, right: string) => right.length - left.length;

/** The longest part of a word without an i and with ASCII characters only. */
function collationSafePart(word: string): string {
	const parts = (word.match(/[!-~]+/g) ?? []).flatMap((part) => part.split(/i/i));
	return parts.sort(longestFirst)[0] ?? '';
}

/**
 * Parts of a text for a search by the database. Under every collation it finds them in all texts that contain the text
 * according to {@link foldText}. Accents and spaces can be stored in several ways, and in Turkish I and i are different
 * letters, so the parts have none of them.
 *
 * @returns one part for each of the longest words, the longest first; empty if there is no such part
 */
export function collationSafeParts(text: string): string[] {
	const parts = text.normalize('NFC').split(/\s+/).map(collationSafePart).sort(longestFirst);
	return [...new Set(parts)].filter((part) => part !== '').slice(0, MAX_PARTS);
}
