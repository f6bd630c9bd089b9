/** The last bytes of a file that passes, so that its end can be read without buffering all of it. */
export class Tail {
	/** How many bytes have passed. */
	size = 0;
	private readonly chunks: Buffer[] = [];
	private kept = 0;

	/** @param maxBytes at least this many are kept, if there are as many */
	constructor(private readonly maxBytes: number) {}

	see(bytes: Buffer): void {
		this.chunks.push(bytes);
		this.kept += bytes.length;
		this.size += bytes.length;
		while (this.kept - (this.chunks[0]?.length ?? Infinity) >= this.maxBytes) {
			this.kept -= this.chunks.shift()?.length ?? 0;
		}
	}

	get bytes(): Buffer {
		return Buffer.concat(this.chunks);
	}
}
