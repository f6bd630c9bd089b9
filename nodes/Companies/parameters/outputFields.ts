import { UserError } from 'n8n-workflow';

import { RAW_FIELDS } from '../company/rawCompany';
import { fieldsProperty } from '../descriptions/output';
import type { CompanyProfile } from '../company/profile';
import { OUTPUT_FIELDS } from '../output/fields';
import { hasField } from '../output/output';
import { LIMITS } from '../limits';
import { nearNames } from './names';
import { readNames, type ReadParameter, tooMany } from './reader';
import { quoted } from './values';

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(OUTPUT_FIELDS), ...RAW_FIELDS]);

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The fields by their plain names, and by those that the editor shows. */
const BY_PLAIN_NAME: ReadonlyMap<string, string> = new Map([
	...RAW_FIELDS.map((name) => [plain(name), name] as const),
	...Object.entries(OUTPUT_FIELDS).map(
		([name, field]) => [plain(field.displayName), name] as const,
	),
	...Object.keys(OUTPUT_FIELDS).map((name) => [plain(name), name] as const),
]);

/** Whether two names differ by one letter: added, missing or replaced. */
function isOneLetterOff(left: string, right: string): boolean {
	const [short, long] = left.length < right.length ? [left, right] : [right, left];
	if (long.length - short.length > 1) return false;
	let same = 0;
	while (same < short.length && short[same] === long[same]) same++;
	const rest = long.slice(same + 1);
	return rest === short.slice(same + (short.length === long.length ? 1 : 0));
}

/** The field that a misspelled name surely means. */
function meantBy(name: string): string | undefined {
	const typed = plain(name);
	const nearest = () => [...BY_PLAIN_NAME].find(([known]) => isOneLetterOff(typed, known))?.[1];
	return BY_PLAIN_NAME.get(typed) ?? nearest();
}

function unknownField(name: string, near: string[]): UserError {
	return new UserError(`'${fieldsProperty.displayName}' has a name that no field has`, {
		description: `The name is ${quoted(name)}. Did you mean ${near.map(quoted).join(', ')}?`,
	});
}

/**
 * Reads the names of Selected Fields, each once. An unknown name may be a new field of the API.
 *
 * @throws UserError for a misspelled name; it says which field is meant
 */
export function readFields(read: ReadParameter): string[] {
	const fields = [...new Set(readNames(fieldsProperty, read))];
	if (fields.length > LIMITS.maxFields) throw tooMany(fieldsProperty, 'fields', LIMITS.maxFields);
	for (const name of fields.filter((field) => !KNOWN.has(field))) {
		const meant = meantBy(name);
		if (meant !== undefined) throw unknownField(name, [meant]);
	}
	return fields;
}

/** The chosen fields that this node does not know, as long as no company has them. */
export class MissingFields {
	private readonly missing: Set<string>;
	private isEmptyList = true;

	constructor(fields: readonly string[]) {
		this.missing = new Set(fields.filter((name) => !KNOWN.has(name)));
	}

	see(profile: CompanyProfile): void {
		this.isEmptyList = false;
		for (const name of this.missing) if (hasField(profile, name)) this.missing.delete(name);
	}

	/**
	 * Call it once all companies were seen.
	 *
	 * @throws UserError for a name that is like that of a field
	 */
	hints(): string[] {
		if (this.isEmptyList) return [];
		for (const name of this.missing) {
			const near = nearNames(name, KNOWN);
			if (near.length > 0) throw unknownField(name, near);
		}
		return [...this.missing].map(
			(name) => `No company has the field ${quoted(name)}, so it is left empty.`,
		);
	}
}
