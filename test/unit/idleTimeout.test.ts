import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sleep } from 'n8n-workflow';

import { TIMING } from '../../nodes/Companies/limits';
import { Cutoff } from '../../nodes/Companies/transport/signals';
import { withIdleTimeout } from '../../nodes/Companies/transport/stream';

const { idleTimeoutMs } = TIMING;
const begun = () => undefined;
const cutoff = () => new Cutoff(new AbortController().signal);

beforeAll(() => {
	TIMING.idleTimeoutMs = 200;
});

afterAll(() => {
	TIMING.idleTimeoutMs = idleTimeoutMs;
});

const read = (stream: Readable) => async () => await text(stream);

test('a stream whose server stops sending is broken off', async () => {
	const stream = new Readable({ read: () => undefined });
	stream.push('half');
	await expect(withIdleTimeout(stream, cutoff(), begun, read(stream))).rejects.toMatchObject({
		kind: 'timeout',
		details: { reason: 'the answer stopped for 0 s' },
	});
	expect(stream.destroyed).toBe(true);
});

test('a reader that fails because of that does not decide what is reported', async () => {
	const stream = new Readable({ read: () => undefined });
	stream.push('half');
	const reading = withIdleTimeout(stream, cutoff(), begun, async () => {
		return await text(stream).catch(() => 'storage');
	});
	await expect(reading).rejects.toMatchObject({ kind: 'timeout' });
});

test('storing what has come whole may take longer', async () => {
	const stream = Readable.from(['the ', 'whole']);
	const store = async () => {
		const value = await text(stream);
		await sleep(3 * TIMING.idleTimeoutMs);
		return value;
	};
	expect(await withIdleTimeout(stream, cutoff(), begun, store)).toBe('the whole');
});

test.each([
	['its first byte', ['the ', 'whole']],
	['its end', []],
])('says once that a stream has begun: by %s', async (_what, parts) => {
	const onFirstByte = jest.fn();
	const stream = Readable.from(parts);
	expect(await withIdleTimeout(stream, cutoff(), onFirstByte, read(stream))).toBe(parts.join(''));
	expect(onFirstByte).toHaveBeenCalledTimes(1);
});

test('a stream that is not wanted any more is broken off', async () => {
	const stream = new Readable({ read: () => undefined });
	const stop = new AbortController();
	const reading = withIdleTimeout(stream, new Cutoff(stop.signal), begun, read(stream));
	stop.abort();
	await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
	expect(stream.destroyed).toBe(true);
});

test('a stream that breaks is an error of the network, a reader that throws is not', async () => {
	const broken = new Readable({ read: () => undefined });
	const reading = withIdleTimeout(broken, cutoff(), begun, read(broken));
	broken.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	await expect(reading).rejects.toMatchObject({
		kind: 'unreachable',
		details: { reason: 'ECONNRESET' },
	});

	const well = Readable.from(['the whole']);
	const bug = withIdleTimeout(well, cutoff(), begun, async () => {
		throw new TypeError('x is not a function');
	});
	await expect(bug).rejects.toThrow(TypeError);
});
