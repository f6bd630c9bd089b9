import type { RawCompany } from '../../nodes/Companies/company/rawCompany';

/** Whether a name looks like one that a programmer gave. */
const isIdentifier = (name: string) => /^[a-z][a-zA-Z0-9]{1,39}$|^[a-z][a-z_]{1,39}$/.test(name);

/** Shorter words are in nearly every name. */
const MIN_LENGTH = 3;

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** What must not be told. */
export interface Secrets {
	/** Names of customers, whose words must not be part of a name either. */
	names: string[];
	/** Everything else that a row says of a customer. */
	texts: string[];
}

/** What rows of the list, and the token of the client, say of customers. */
export const secretsIn = (rows: RawCompany[], ownName?: unknown): Secrets => ({
	names: [
		ownName,
		...rows.flatMap(({ companyName, resellerName }) => [companyName, resellerName]),
	].flatMap(textsIn),
	texts: rows.flatMap(textsIn),
});

/** Whether the report may tell a name that the server gave to a field: the key of a map may be the name of a customer. */
export function isTellable(name: string, { names, texts }: Secrets): boolean {
	const plain = letters(name);
	const words = names.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).map(letters);
	return (
		isIdentifier(name) &&
		!texts.some((text) => letters(text).includes(plain)) &&
		!words.some((word) => word.length >= MIN_LENGTH && plain.includes(word))
	);
}
