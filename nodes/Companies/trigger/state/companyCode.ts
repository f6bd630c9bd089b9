import type { Facts } from '../facts';
import { packId, unpackId } from './idCode';

/** Licence types, each kept once: companies refer to them by their place in the list. */
export type LicenseTypes = Array<[id: string | null, name: string | null]>;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer names are cut: they are for the eyes only. */
const LONGEST_NAME = 80;

const MATCHED = 1;
const FLAGGED_EXPIRED = 2;
const UNLIMITED = 4;

function packNumber(value: number | null): string {
	if (value === null) return '';
	return Number.isSafeInteger(value) ? value.toString(36) : `=${value}`;
}

function unpackNumber(packed: string): number | null {
	if (packed === '') return null;
	return packed.startsWith('=') ? Number(packed.slice(1)) : parseInt(packed, 36);
}

const packDay = (day: string | null) =>
	packNumber(day === null ? null : Date.parse(`${day}T00:00:00Z`) / DAY_MS);

function unpackDay(packed: string): string | null {
	const days = unpackNumber(packed);
	return days === null ? null : new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * A company as one line without a line break: ID, licence type, limit, users, renewal day, flags, name. Numbers are
 * written in base 36; days are counted from 1970-01-01.
 *
 * @param typeIndex the place of its licence type in the list
 * @param withName whether the name is kept
 */
export function packCompany(
	id: string,
	facts: Facts,
	typeIndex: number,
	withName: boolean,
): string {
	const flags =
		(facts.matched ? MATCHED : 0) +
		(facts.flaggedExpired ? FLAGGED_EXPIRED : 0) +
		(facts.unlimited ? UNLIMITED : 0);
	const fields = [
		packId(id),
		packNumber(typeIndex),
		packNumber(facts.licenseLimit),
		packNumber(facts.users),
		packDay(facts.renewalDay),
		String(flags),
	];
	const name = withName && facts.name !== null ? facts.name : '';
	return [...fields, name.replace(/\s+/g, ' ').slice(0, LONGEST_NAME)].join('|');
}

/** The opposite of {@link packCompany}. */
export function unpackCompany(line: string, types: LicenseTypes): [id: string, facts: Facts] {
	const [id, type, limit, users, renewal, flagText, ...name] = line.split('|');
	const [licenseTypeId, licenseType] = types[unpackNumber(type) ?? -1];
	const flags = Number(flagText);
	const facts: Facts = {
		name: name.join('|') || null,
		licenseTypeId,
		licenseType,
		licenseLimit: unpackNumber(limit),
		users: unpackNumber(users),
		renewalDay: unpackDay(renewal),
		matched: (flags & MATCHED) > 0,
		flaggedExpired: (flags & FLAGGED_EXPIRED) > 0,
		unlimited: (flags & UNLIMITED) > 0,
	};
	return [unpackId(id), facts];
}
