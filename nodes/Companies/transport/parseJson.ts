/** No serializer escapes these letters, so an escaped one is a hidden `__proto__`. */
const MAY_HAVE_PROTO = /__proto__|\\u00(?:5f|6f|7[024])/i;

/**
 * Parses JSON, without any key `__proto__`: code that copies such an object by assignment, as n8n's does, would
 * change its prototype. Throws SyntaxError.
 */
export function parseJson(text: string): unknown {
	if (!MAY_HAVE_PROTO.test(text)) return JSON.parse(text);
	return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}
