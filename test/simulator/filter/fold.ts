/** Which of I, ı, İ and i are the same letter: all; I and i; or, as in Turkish, I and ı, and İ and i. */
export type LettersI = 'alike' | 'latin' | 'turkish';

const lower = (text: string) => text.replace(/[^İ]+/g, (part) => part.toLowerCase());

const folds: Record<LettersI, (text: string) => string> = {
	alike: (text) => text.replace(/[İIı]/g, 'i').toLowerCase(),
	latin: lower,
	turkish: (text) => lower(text.replaceAll('I', 'ı').replaceAll('İ', 'i')),
};

/** A text as a database compares it: without case. */
export function fold(text: string, letters: LettersI): string {
	return folds[letters](text);
}
