import type { Facts } from '../snapshot';
import { packId, unpackId } from './idCode';

/** License types, each kept once: companies refer to them by their place in the list. */
export type LicenseTypes = Array<[id: string | null, name: string | null]>;

const DAY_MS = 24 * 60 * 60 * 1000;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** Longer names are cut: they are for the eyes only. */
const LONGEST_NAME = 80;

const MATCHED = 1;
const FLAGGED_EXPIRED = 2;
const UNLIMITED = 4;
const UNLIMITED_UNKNOWN = 8;
const EXPIRED_UNKNOWN = 16;
/** Stands before the flags. */
const MISSED = '~';

function packNumber(value: number | null): string {
	if (value === null) return '';
	return Number.isSafeInteger(value) ? value.toString(36) : `=${value}`;
}

function unpackNumber(packed: string): number | null {
	if (packed === '') return null;
	const value = packed.startsWith('=') ? Number(packed.slice(1)) : parseInt(packed, 36);
	if (!Number.isFinite(value)) throw new RangeError(packed);
	return value;
}

/** What of the state around it a company's line depends on. */
export interface CompanyPlace {
	/** The place of its license type in the list. */
	typeIndex: number;
	stateDay: string;
	/** Whether the name is kept. */
	withName: boolean;
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** @throws RangeError beyond the years of four digits */
function dayOfFourDigitYear(number: number): string {
	const day = dayOf(number);
	if (!isDay(day)) throw new RangeError(day);
	return day;
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	const number = dayNumber(text);
	return DAY.test(text) && Number.isFinite(number) && dayOf(number) === text;
}

const packDay = (day: string | null) => packNumber(day === null ? null : dayNumber(day));

function unpackDay(packed: string): string | null {
	const days = unpackNumber(packed);
	return days === null ? null : dayOfFourDigitYear(days);
}

/** The flags, and behind them by how many days the company lags behind the state, which is seldom. */
function packFlags(facts: Facts, stateDay: string): string {
	const flags =
		(facts.matched ? MATCHED : 0) +
		(facts.flaggedExpired ? FLAGGED_EXPIRED : 0) +
		(facts.unlimited ? UNLIMITED : 0) +
		(facts.unlimited === null ? UNLIMITED_UNKNOWN : 0) +
		(facts.flaggedExpired === null ? EXPIRED_UNKNOWN : 0);
	const lag = facts.day === stateDay ? '' : packNumber(dayNumber(stateDay) - dayNumber(facts.day));
	return `${facts.missed ? MISSED : ''}${flags.toString(36)}${lag}`;
}

/**
 * A company as one line without a line break: ID, license type, limit, users, renewal day, flags, name. Numbers are
 * written in base 36; days are counted from 1970-01-01.
 */
export function packCompany(
	[id, facts]: [string, Facts],
	{ typeIndex, stateDay, withName }: CompanyPlace,
): string {
	const fields = [
		packId(id),
		packNumber(typeIndex),
		packNumber(facts.licenseLimit),
		packNumber(facts.users),
		packDay(facts.renewalDay),
		packFlags(facts, stateDay),
	];
	const name = withName && facts.name !== null ? facts.name : '';
	return [...fields, name.replace(/\s+/g, ' ').slice(0, LONGEST_NAME)].join('|');
}

/** The opposite of {@link packCompany}. @throws TypeError and RangeError for what it has not written */
export function unpackCompany(
	line: string,
	types: LicenseTypes,
	stateDay: string,
): [id: string, facts: Facts] {
	const [id, type, limit, users, renewal, packedFlags, ...name] = line.split('|');
	const missed = packedFlags.startsWith(MISSED);
	const flagText = missed ? packedFlags.slice(1) : packedFlags;
	const [licenseTypeId, licenseType] = types[unpackNumber(type) ?? -1];
	const flags = parseInt(flagText[0], 36);
	const lag = unpackNumber(flagText.slice(1)) ?? 0;
	const facts: Facts = {
		name: name.join('|') || null,
		licenseTypeId,
		licenseType,
		licenseLimit: unpackNumber(limit),
		users: unpackNumber(users),
		renewalDay: unpackDay(renewal),
		matched: (flags & MATCHED) > 0,
		flaggedExpired: flags & EXPIRED_UNKNOWN ? null : (flags & FLAGGED_EXPIRED) > 0,
		unlimited: flags & UNLIMITED_UNKNOWN ? null : (flags & UNLIMITED) > 0,
		...(missed && { missed }),
		day: lag === 0 ? stateDay : dayOfFourDigitYear(dayNumber(stateDay) - lag),
	};
	return [unpackId(id), facts];
}
