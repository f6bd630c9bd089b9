import type { ByteStream } from '../../transport/client';
import type { FileCheck } from './fileCheck';

/**
 * Lets a check see everything that is read from a stream, and turns the end of a file with a flaw into a break-off, so that
 * nothing is stored. It does not read by itself: a listener would start the flow before anybody is ready for it.
 *
 * @returns what is wrong with the file, known once it has ended
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
		const error = new Error(flaw);
		stream.on('error', () => undefined);
		// The reader first: in n8n 2.x `destroy` by itself does not reach a stream behind this one.
		emit('error', error);
		stream.destroy(error);
		return true;
	};
	return () => flaw;
}

const bytesOf = (chunk: unknown) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
