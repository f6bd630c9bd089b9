const TOKEN = /\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?|\bBearer\s+\S+/gi;
/** A server's words beyond this length are a page or a stack trace, not a sentence. */
const LONGEST_TEXT = 500;

/** Takes secrets and tokens out of words of the server, in case it repeats what was sent. */
export function redact(words: string[], secrets: string[]): string[] {
	return words.map((word) => {
		const cleaned = secrets.reduce((text, secret) => text.split(secret).join('***'), word);
		return cleaned.replace(TOKEN, '***').slice(0, LONGEST_TEXT);
	});
}
