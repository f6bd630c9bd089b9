import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import type { ExportedFile } from '../world';

/** Of larger files, only the hash is kept. */
const kept = 32 * 1024 * 1024;

/** Passes a file through, and reports it once it is completely written. */
export function keepFile(file: Readable, onEnd: (file: ExportedFile) => void): Readable {
	const hash = createHash('sha256');
	let chunks: Buffer[] = [];
	let size = 0;
	const tap = new Transform({
		transform(part: Buffer, _encoding, done) {
			hash.update(part);
			size += part.length;
			if (size <= kept) chunks.push(part);
			else chunks = [];
			done(null, part);
		},
		flush(done) {
			const bytes = size <= kept ? Buffer.concat(chunks) : undefined;
			onEnd({ bytes, size, sha256: hash.digest('hex') });
			done();
		},
	});
	// The reader receives the error.
	return pipeline(file, tap, () => {});
}
