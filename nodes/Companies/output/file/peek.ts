import type { ByteStream } from '../../transport/client';

/** What a stream begins with. */
export interface Start {
	bytes: Buffer;
	/** Whether that was all of it. */
	isAll: boolean;
}

/** By how much a start has to grow to be looked at again: one that comes in single bytes would be looked at for ever. */
const GROWTH = 1.1;

/**
 * Looks at the first bytes of a stream and puts them back, unless they are all there is.
 *
 * @param isEnough whether so many bytes are enough
 * @throws what the stream throws
 */
export async function peek(
	stream: ByteStream,
	isEnough: (bytes: Buffer) => boolean,
): Promise<Start> {
	let seen = Buffer.alloc(0);
	let looked = 0;
	return await new Promise((resolve, reject) => {
		const finish = (settle: () => void) => {
			stream.removeListener('readable', onReadable);
			stream.removeListener('end', onEnd);
			stream.removeListener('close', onEnd);
			stream.removeListener('error', onError);
			settle();
		};
		const onEnd = () => finish(() => resolve({ bytes: seen, isAll: true }));
		const onError = (error: unknown) => finish(() => reject(error));
		const onReadable = () => {
			for (let chunk = stream.read(); chunk !== null; chunk = stream.read()) {
				const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
				seen = Buffer.concat([seen, bytes]);
				if (seen.length < looked * GROWTH) continue;
				looked = seen.length;
				if (!isEnough(seen)) continue;
				return finish(() => {
					stream.unshift(seen);
					resolve({ bytes: seen, isAll: false });
				});
			}
		};
		// It says so only once, and may have before.
		if (stream.destroyed) return onError(stream.errored ?? new Error('aborted'));
		stream.once('end', onEnd);
		stream.once('close', onEnd);
		stream.once('error', onError);
		stream.on('readable', onReadable);
	});
}

/** Reads what is left of a stream that is no file, up to a bound, as text. */
export async function readText(stream: ByteStream, mostBytes: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		chunks.push(bytes);
		size += bytes.length;
		if (size >= mostBytes) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}
