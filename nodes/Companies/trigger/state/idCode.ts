const GUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;
const HEX = /^([0-9a-f]{2})+$/;

/** What has a meaning in the stored text. */
const RESERVED = /[%|\n]/g;
const ESCAPED = /%([0-9a-f]{2})/g;

const codeOf = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');
const characterOf = (code: string) => String.fromCharCode(parseInt(code, 16));

const pack = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
const unpack = (packed: string) => Buffer.from(packed, 'base64url').toString('hex');

/**
 * Writes an ID short: the usual ones are hexadecimal digits, which take a third less space in base 64. What is written
 * has no `|` and no line break.
 */
export function packId(id: string): string {
	if (GUID.test(id)) return `g${pack(id.replace(/-/g, ''))}`;
	if (HEX.test(id)) return `h${pack(id)}`;
	return `t${id.replace(RESERVED, (character) => `%${codeOf(character)}`)}`;
}

/** The opposite of {@link packId}. */
export function unpackId(packed: string): string {
	const rest = packed.slice(1);
	if (packed.startsWith('t'))
		return rest.replace(ESCAPED, (_all, code: string) => characterOf(code));
	const hex = unpack(rest);
	return packed.startsWith('h')
		? hex
		: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
