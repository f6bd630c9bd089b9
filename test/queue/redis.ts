import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../n8n/ports';
import { Service } from './service';

/** A Redis that is ready, with the settings by which n8n finds it. */
export interface RunningStore {
	env: Record<string, string>;
	stop: () => Promise<void>;
}

async function ping(port: number): Promise<boolean> {
	const socket = connect({ port, host: '127.0.0.1' });
	try {
		socket.write('PING\r\n');
		const [answer] = await once(socket, 'data', { signal: AbortSignal.timeout(2000) });
		return String(answer).startsWith('+PONG');
	} finally {
		socket.destroy();
	}
}

/** Starts a Redis of its own on a free port. */
export async function startRedis(command: string): Promise<RunningStore> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-redis-'));
	const remove = async () => await rm(folder, { recursive: true, force: true });
	const port = await freePort();
	const settings = { port: `${port}`, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes' };
	try {
		const service = await Service.start({
			name: 'Redis',
			command,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
			endSignal: 'SIGTERM',
			isReady: async () => await ping(port),
		});
		const stop = async () => {
			await service.stop();
			await remove();
		};
		const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
		return { env, stop };
	} catch (error) {
		await remove();
		throw error;
	}
}
