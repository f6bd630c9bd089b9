const I_WITH_A_SECOND_DOT = 'i\u0307';

/**
 * A text as it is compared: without case, letters with accents written in one way, and the four letters i of Turkish
 * (I, ı, İ, i) as one, because who types them and who has stored them may speak different languages.
 */
export function foldText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\u0130\u0131]/g, 'i')
		.toLowerCase()
		.replaceAll(I_WITH_A_SECOND_DOT, 'i');
}

/**
 * What of a text is sent to be found: the longest part that every database finds in whatever {@link foldText} finds the
 * text in. Letters with accents are stored in more than one way. Whether I and i are the same letter depends on the
 * language of the database: in a Turkish one they are not.
 *
 * @returns undefined where there is no such part
 */
export function surePart(text: string): string | undefined {
	const parts = (text.normalize('NFC').match(/[ -~]+/g) ?? [])
		.flatMap((part) => part.split(/i/i))
		.map((part) => part.trim())
		.sort((left, right) => right.length - left.length);
	return parts[0] || undefined;
}
