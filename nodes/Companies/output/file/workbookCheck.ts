import type { FileCheck } from './fileCheck';
import { CUT, NO_FILE } from './fileCheck';
import { Tail } from './tail';

/**
 * Bytes kept from the end of the file: the end record of a ZIP archive with the longest comment takes 64 KiB, and the list of
 * entries of a workbook a few KiB more.
 */
const KEPT_BYTES = 128 * 1024;

const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
/** The end record of ZIP64, with larger numbers, and its locator. Both are before the usual record. */
const END64_SIGNATURE = 0x06064b50;
const END64_LENGTH = 56;
const LOCATOR_LENGTH = 20;

/** The end record of an archive: the place and length of its list of entries. */
interface ArchiveEnd {
	/** Where the record begins in the kept bytes. */
	at: number;
	entries: number;
	listLength: number;
	listStart: number;
}

/** Programs that write archives as streams use ZIP64 for every size. */
function findEnd64(bytes: Buffer, endAt: number): ArchiveEnd | undefined {
	const at = endAt - LOCATOR_LENGTH - END64_LENGTH;
	if (at < 0 || bytes.readUInt32LE(at) !== END64_SIGNATURE) return undefined;
	const number = (offset: number) => Number(bytes.readBigUInt64LE(at + offset));
	return { at, entries: number(32), listLength: number(40), listStart: number(48) };
}

/** Finds the end record: its comment ends with the file. */
function findEnd(bytes: Buffer): ArchiveEnd | undefined {
	for (let at = bytes.length - END_LENGTH; at >= 0; at--) {
		if (bytes.readUInt32LE(at) !== END_SIGNATURE) continue;
		if (at + END_LENGTH + bytes.readUInt16LE(at + 20) !== bytes.length) continue;
		return (
			findEnd64(bytes, at) ?? {
				at,
				entries: bytes.readUInt16LE(at + 10),
				listLength: bytes.readUInt32LE(at + 12),
				listStart: bytes.readUInt32LE(at + 16),
			}
		);
	}
	return undefined;
}

/** The names in the list of entries; undefined if the list does not have exactly that many. */
function namesIn(list: Buffer, entries: number): string[] | undefined {
	const names: string[] = [];
	let at = 0;
	while (at + ENTRY_LENGTH <= list.length && list.readUInt32LE(at) === ENTRY_SIGNATURE) {
		const nameLength = list.readUInt16LE(at + 28);
		const nameEnd = at + ENTRY_LENGTH + nameLength;
		names.push(list.toString('utf8', at + ENTRY_LENGTH, nameEnd));
		at = nameEnd + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
	}
	return at === list.length && names.length === entries ? names : undefined;
}

const isWorkbook = (names: string[]) =>
	names.includes('[Content_Types].xml') && names.some((name) => /(^|\/)workbook\.xml$/i.test(name));

/**
 * Checks the list of entries at the end of a ZIP archive: a file that is truncated, or lacks bytes in between, does not match
 * it.
 */
export class WorkbookCheck implements FileCheck {
	private readonly tail = new Tail(KEPT_BYTES);

	see(bytes: Buffer): void {
		this.tail.see(bytes);
	}

	flaw(): string | undefined {
		const { bytes, size } = this.tail;
		const end = findEnd(bytes);
		if (!end) return CUT;
		const endAt = size - bytes.length + end.at;
		if (end.listStart + end.listLength !== endAt) return CUT;
		// The list of a workbook with thousands of sheets is longer than the kept bytes.
		if (end.listLength > end.at) return undefined;
		const names = namesIn(bytes.subarray(end.at - end.listLength, end.at), end.entries);
		if (!names) return CUT;
		return isWorkbook(names) ? undefined : NO_FILE;
	}
}
