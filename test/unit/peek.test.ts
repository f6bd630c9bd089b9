import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { peek } from '../../nodes/Companies/output/file/peek';

test('a start that comes in single bytes is looked at a few times, and nothing of it is lost', async () => {
	const stream = new PassThrough();
	let looks = 0;
	const start = peek(stream, (bytes) => {
		looks++;
		return bytes.length >= 3000;
	});
	for (let byte = 0; byte < 4000; byte++) {
		stream.write('a');
		await turn();
	}
	const { bytes, isAll } = await start;
	expect([isAll, bytes.length >= 3000 && bytes.length < 3400]).toEqual([false, true]);
	expect(looks).toBeLessThan(100);
	stream.end('b');
	expect((await buffer(stream)).toString()).toBe(`${'a'.repeat(4000)}b`);
});

test('what ends before it is enough is all there is', async () => {
	const stream = new PassThrough();
	stream.end('abc');
	expect(await peek(stream, () => false)).toEqual({ bytes: Buffer.from('abc'), isAll: true });
});

test.each([undefined, new Error('aborted')])(
	'what has broken off before it is looked at is no file: %s',
	async (error) => {
		const stream = new PassThrough();
		stream.on('error', () => undefined);
		stream.write('abc');
		stream.destroy(error);
		await turn();
		await expect(peek(stream, () => false)).rejects.toThrow('aborted');
	},
);
