import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sleep } from 'n8n-workflow';

import { withIdleTimeout } from '../../nodes/Companies/transport/idleTimeout';
import { TIMING } from '../../nodes/Companies/transport/timing';

const { silenceMs } = TIMING;
const never = new AbortController().signal;

beforeAll(() => {
	TIMING.silenceMs = 200;
});

afterAll(() => {
	TIMING.silenceMs = silenceMs;
});

const read = (stream: Readable) => async () =>
	({ success: true, value: await text(stream) }) as const;

test('a stream whose server stops talking is broken off', async () => {
	const stream = new Readable({ read: () => undefined });
	stream.push('half');
	expect(await withIdleTimeout(stream, never, read(stream))).toMatchObject({
		success: false,
		kind: 'timeout',
	});
	expect(stream.destroyed).toBe(true);
});

test('a reader that fails because of that says so by itself', async () => {
	const stream = new Readable({ read: () => undefined });
	const outcome = await withIdleTimeout(stream, never, async () => {
		const value = await text(stream).catch(() => 'storage');
		return { success: true, value };
	});
	expect(outcome).toMatchObject({ success: false, kind: 'timeout' });
});

test('whoever stores what has come whole may take longer', async () => {
	const stream = Readable.from(['the ', 'whole']);
	const store = async () => {
		const value = await text(stream);
		await sleep(3 * TIMING.silenceMs);
		return { success: true, value } as const;
	};
	expect(await withIdleTimeout(stream, never, store)).toEqual({
		success: true,
		value: 'the whole',
	});
});

test('a stream that is not wanted any more is broken off', async () => {
	const stream = new Readable({ read: () => undefined });
	const stop = new AbortController();
	const reading = withIdleTimeout(stream, stop.signal, read(stream));
	stop.abort();
	expect(await reading).toMatchObject({ success: false });
	expect(stream.destroyed).toBe(true);
});

test('a stream that breaks is a fault of the network, a reader that throws is none', async () => {
	const broken = new Readable({ read: () => undefined });
	const reading = withIdleTimeout(broken, never, read(broken));
	broken.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
	expect(await reading).toEqual({ success: false, kind: 'unreachable', reason: 'ECONNRESET' });

	const well = Readable.from(['the whole']);
	const bug = withIdleTimeout(well, never, async () => {
		throw new TypeError('x is not a function');
	});
	await expect(bug).rejects.toThrow(TypeError);
});
