/** Looks at a file while it passes, for what shows that it is not whole. */
export interface FileCheck {
	/** The next bytes of the file. */
	see(bytes: Buffer): void;
	/** After the last byte: what is wrong with the file; undefined where nothing is. */
	flaw(): string | undefined;
}

export const CUT = 'the file is cut short';
export const NO_FILE = 'something else came in place of the file';
