import { breakOff, bytesOf, type ByteStream } from '../../transport/stream';

/** Checks a file as its bytes pass, for signs that it is incomplete. */
export interface FileCheck {
	/** Takes the next bytes of the file. */
	see(bytes: Buffer): void;
	/** Call after the last byte. @returns what is wrong with the file; undefined if nothing is */
	flaw(): string | undefined;
}

export const CUT = 'the file is cut short';
export const NO_FILE = 'something else came in place of the file';

/**
 * Shows a check all bytes that are read from a stream, and ends a file that has a flaw with an error, so that n8n does not
 * store it. It wraps `emit`, because a listener would start the flow before n8n reads the stream.
 *
 * @returns a function that gives the flaw, once the file has ended
 */
export function watchFile(stream: ByteStream, check: FileCheck): () => string | undefined {
	const emit = stream.emit.bind(stream) as (
		event: string | symbol,
		...values: unknown[]
	) => boolean;
	let flaw: string | undefined;
	stream.emit = (event: string | symbol, ...values: unknown[]) => {
		if (event === 'data') check.see(bytesOf(values[0]));
		if (event === 'end') flaw = check.flaw();
		if (event !== 'end' || flaw === undefined) return emit(event, ...values);
		stream.on('error', () => undefined);
		breakOff(stream, new Error(flaw));
		return true;
	};
	return () => flaw;
}
