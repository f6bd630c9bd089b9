const I_WITH_A_SECOND_DOT = 'i\u0307';

/**
 * A text as it is compared: without case and outer spaces, with single spaces inside, letters with accents written in one
 * way, and the four letters i of Turkish (I, ı, İ, i) as one, because who types them and who has stored them may speak
 * different languages. A tab or a no-break space is a space.
 */
export function foldText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\u0130\u0131]/g, 'i')
		.toLowerCase()
		.replaceAll(I_WITH_A_SECOND_DOT, 'i')
		.replace(/\s+/g, ' ')
		.trim();
}

/** Of more words than this the others narrow a list no further. */
const MAX_PARTS = 3;

const longestFirst = (left: string, right: string) => right.length - left.length;

/** The longest part of a word that every database finds in whatever {@link foldText} finds the word in. */
function collationSafePart(word: string): string {
	const parts = (word.match(/[!-~]+/g) ?? []).flatMap((part) => part.split(/i/i));
	return parts.sort(longestFirst)[0] ?? '';
}

/**
 * What of a text is sent to be found: parts that every database finds in whatever {@link foldText} finds the text in.
 * Letters with accents are stored in more than one way, and so are spaces between words. Whether I and i are the same
 * letter depends on the language of the database: in a Turkish one they are not.
 *
 * @returns one part for each of the longest words, the longest first; none where there is no such part
 */
export function collationSafeParts(text: string): string[] {
	const parts = text.normalize('NFC').split(/\s+/).map(collationSafePart).sort(longestFirst);
	return [...new Set(parts)].filter((part) => part !== '').slice(0, MAX_PARTS);
}
