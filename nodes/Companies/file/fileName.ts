/** The longest name that every file system takes, in characters. */
const LONGEST_NAME = 120;

/** Reads a header value that may be percent-encoded UTF-8; what cannot be decoded is no name. */
function decode(encoded: string): string | undefined {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
}

/** The file name of a `Content-Disposition` header: plain, quoted, or the extended form of RFC 5987. */
export function nameFromHeader(header: unknown): string | undefined {
	if (typeof header !== 'string') return undefined;
	const extended = /filename\*\s*=\s*(?:UTF-8|ISO-8859-1)'[^']*'([^;]+)/i.exec(header)?.[1];
	const decoded = extended && decode(extended.trim());
	if (decoded) return decoded;
	const [, quoted, bare] = /filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]+))/i.exec(header) ?? [];
	return quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
}

/** Takes paths and characters out of a name that do not belong into one; undefined where nothing is left. */
export function cleanFileName(name: string | undefined): string | undefined {
	const base = (name ?? '').split(/[\\/]/).pop() ?? '';
	// eslint wants no control characters in a pattern, so they are told apart by their code.
	const cleaned = [...base]
		.filter((character) => character >= ' ' && character !== '\u007f')
		.join('')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/^\.+/, '')
		.trim()
		.slice(-LONGEST_NAME);
	return cleaned === '' ? undefined : cleaned;
}

/** The name with the ending of the format, which n8n and the next program go by. */
export function withExtension(name: string, fileExtension: string): string {
	return name.toLowerCase().endsWith(`.${fileExtension}`) ? name : `${name}.${fileExtension}`;
}
