import type { IDataObject } from 'n8n-workflow';

/** A company as the API sends it (contract sections 3 and 6): nothing about it is certain but that it is an object. */
export type RawCompany = IDataObject;

/** The ID of a row; some answers call it `resourceId` (contract section 3). */
export function companyIdOf(row: RawCompany): string | null {
	return text(row.companyResourceId) ?? text(row.resourceId);
}

/** @returns the text, or null for anything else and for an empty text */
export function text(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** @returns a number that is finite and not below 0, also out of a text; null for anything else */
export function amount(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null;
	if (typeof value !== 'string' || !/^\s*\d+(\.\d+)?\s*$/.test(value)) return null;
	return Number(value);
}

/** @returns the texts of a list; an empty list for anything else */
export function textList(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((entry): entry is string => text(entry) !== null) : [];
}
