/** The part of a Node.js stream that is used here; n8n 1.x and 2.x give different classes. */
export interface ByteStream {
	read(): unknown;
	unshift(chunk: Buffer): void;
	once(event: string, listener: (...args: unknown[]) => void): unknown;
	removeListener(event: string, listener: (...args: unknown[]) => void): unknown;
	resume(): unknown;
}

/**
 * Looks at the first bytes of a stream and puts them back.
 *
 * @returns the first chunk, empty where the stream ends at once
 * @throws what the stream throws
 */
export async function peek(stream: ByteStream): Promise<Buffer> {
	return await new Promise((resolve, reject) => {
		const finish = (settle: () => void) => {
			stream.removeListener('readable', onReadable);
			stream.removeListener('end', onEnd);
			stream.removeListener('close', onEnd);
			stream.removeListener('error', onError);
			settle();
		};
		const onEnd = () => finish(() => resolve(Buffer.alloc(0)));
		const onError = (error: unknown) => finish(() => reject(error));
		const onReadable = () => {
			const chunk = stream.read();
			if (chunk === null) return;
			const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
			finish(() => {
				stream.unshift(bytes);
				resolve(bytes);
			});
		};
		stream.once('end', onEnd);
		stream.once('close', onEnd);
		stream.once('error', onError);
		stream.once('readable', onReadable);
	});
}

/** Reads what is left of a stream that is no file, up to a bound, as text. */
export async function readText(stream: AsyncIterable<unknown>, mostBytes: number): Promise<string> {
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
