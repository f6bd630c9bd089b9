import { LIMITS } from '../../limits';

/** Decodes a UTF-8 name that Node.js has read as Latin-1, as it reads all headers. */
function asUtf8(text: string): string {
	const bytes = Buffer.from(text, 'latin1');
	const decoded = bytes.toString('utf8');
	return bytes.toString('latin1') === text && Buffer.from(decoded).equals(bytes) ? decoded : text;
}

/** Decodes percent-encoded UTF-8. */
function decode(encoded: string): string | undefined {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return undefined;
	}
}

/** The extended form of RFC 5987, e.g. `UTF-8''M%C3%A4rz.csv`. */
function extendedName(header: string): string | undefined {
	const [, charset, encoded] =
		/filename\*\s*=\s*(UTF-8|ISO-8859-1)'[^']*'([^;]+)/i.exec(header) ?? [];
	if (charset === undefined || encoded === undefined) return undefined;
	if (charset.toUpperCase() === 'UTF-8') return decode(encoded.trim());
	return encoded
		.trim()
		.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Decodes an encoded word of RFC 2047, which .NET uses for names that are not ASCII. */
function fromEncodedWord(name: string): string {
	const [, base64] = /^=\?utf-8\?b\?([a-z0-9+/=]+)\?=$/i.exec(name) ?? [];
	return base64 === undefined ? name : Buffer.from(base64, 'base64').toString('utf8');
}

/** The file name of a `Content-Disposition` header: plain, quoted, or the extended form of RFC 5987. */
export function nameFromHeader(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const header = value.slice(0, LIMITS.maxNameHeader);
	const extended = extendedName(header);
	if (extended) return extended;
	const [, quoted, bare] = /filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;]+))/i.exec(header) ?? [];
	const name = quoted?.replace(/\\(.)/g, '$1') ?? bare?.trim();
	return name === undefined ? undefined : fromEncodedWord(asUtf8(name));
}

/**
 * Invisible characters: control and format characters (some reverse the reading direction, so `gpj.exe` looks like
 * `exe.jpg`), line separators, lone surrogates and blank letters.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;

/** Device names of Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\.|$)/i;

/**
 * Removes paths and the characters that a file name must not have. n8n's `sanitizeFilename` removes paths only.
 *
 * @returns undefined if nothing is left
 */
export function cleanFileName(name: string | undefined): string | undefined {
	const base = (name ?? '').split(/[\\/]/).pop() ?? '';
	const cleaned = base
		.replace(INVISIBLE, '')
		.replace(/[<>:"|?*]/g, '_')
		.replace(/^[.\s]+/, '');
	const end = lastIndexOfOther(cleaned);
	if (end === 0) return undefined;
	return `${DEVICE.test(cleaned) ? '_' : ''}${cleaned.slice(0, end)}`;
}

/** The length without trailing dots and spaces, which Windows drops. A pattern would take quadratic time. */
function lastIndexOfOther(text: string): number {
	let end = text.length;
	while (end > 0 && /[.\s]/.test(text.charAt(end - 1))) end--;
	return end;
}

/** Cuts a text to a number of bytes in UTF-8, between two characters. */
function cutToBytes(text: string, bytes: number): string {
	if (Buffer.byteLength(text) <= bytes) return text;
	let kept = '';
	let left = bytes;
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		left -= Buffer.byteLength(segment);
		if (left < 0) break;
		kept += segment;
	}
	return kept;
}

/** Adds the extension of the format, unless the name has it, and cuts the name to the length that file systems allow. */
export function withExtension(name: string, fileExtension: string): string {
	const ending = `.${fileExtension}`;
	const has = name.toLowerCase().endsWith(ending);
	const stem = has ? name.slice(0, -ending.length) : name;
	const kept = cutToBytes(stem, LIMITS.maxFileNameBytes - ending.length);
	return kept + (has ? name.slice(-ending.length) : ending);
}
