import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { sleep } from 'n8n-workflow';

import { whileTalking } from '../../nodes/Companies/client/silence';
import { TIMING } from '../../nodes/Companies/client/timing';

const { silenceMs } = TIMING;

beforeAll(() => {
	TIMING.silenceMs = 200;
});

afterAll(() => {
	TIMING.silenceMs = silenceMs;
});

test('a stream whose server stops talking is broken off', async () => {
	const stream = new Readable({ read: () => undefined });
	stream.push('half');
	const { value, fellSilent } = await whileTalking(
		stream,
		async () => await text(stream).catch((error: Error) => error.message),
	);
	expect({ value, fellSilent }).toEqual({ value: 'ETIMEDOUT', fellSilent: true });
});

test('whoever stores what has come whole may take longer', async () => {
	const stream = Readable.from(['the ', 'whole']);
	const store = async () => {
		const value = await text(stream);
		await sleep(3 * TIMING.silenceMs);
		return value;
	};
	expect(await whileTalking(stream, store)).toEqual({ value: 'the whole', fellSilent: false });
});
