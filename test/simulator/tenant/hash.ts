/** FNV-1a: a number from 0 (inclusive) to 1 (exclusive) that is always the same for the same text. */
export function fraction(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	// FNV alone leaves the high bits of short texts similar.
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A resource id that is always the same for the same text. */
export function identifier(text: string): string {
	const part = (salt: string) =>
		Math.floor(fraction(salt + text) * 2 ** 32)
			.toString(16)
			.padStart(8, '0');
	return part('a') + part('b') + part('c') + part('d');
}
