import { bytesOf, type ByteStream } from '../../transport/stream';

/** The first bytes of a stream. */
export interface Start {
	bytes: Buffer;
	/** Whether the stream has no more. */
	isAll: boolean;
}

/** How much the bytes must grow before the next check; a check for every single byte would take too long. */
const GROWTH = 1.1;

/**
 * Reads the first bytes of a stream and puts them back, unless the stream has no more.
 *
 * @param isEnough whether these bytes are enough
 * @throws the error of the stream
 */
export async function peek(
	stream: ByteStream,
	isEnough: (bytes: Buffer) => boolean,
): Promise<Start> {
	let seen = Buffer.alloc(0);
	let checked = 0;
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
				seen = Buffer.concat([seen, bytesOf(chunk)]);
				if (seen.length < checked * GROWTH) continue;
				checked = seen.length;
				if (!isEnough(seen)) continue;
				return finish(() => {
					stream.unshift(seen);
					resolve({ bytes: seen, isAll: false });
				});
			}
		};
		// A destroyed stream emits no more events.
		if (stream.destroyed) return onError(stream.errored ?? new Error('aborted'));
		stream.once('end', onEnd);
		stream.once('close', onEnd);
		stream.once('error', onError);
		stream.on('readable', onReadable);
	});
}

/** Reads the rest of a stream as text, up to about `maxBytes`. */
export async function readText(stream: ByteStream, maxBytes: number): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = bytesOf(chunk);
		chunks.push(bytes);
		size += bytes.length;
		if (size >= maxBytes) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}
