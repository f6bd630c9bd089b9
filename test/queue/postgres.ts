import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../n8n/command';
import { freePort } from '../n8n/ports';
import { isRoot } from './programs';
import type { RunningStore } from './redis';
import { Service } from './service';

const USER = 'n8n';

/** A new, empty cluster; as root for Debian's user `postgres`, because PostgreSQL refuses to run as root. */
async function createCluster(binaries: string, folder: string, password: string, user?: string) {
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password);
	if (user) await run('chown', ['-R', user, folder]);
	const initdb = [
		join(binaries, 'initdb'),
		...['-D', join(folder, 'data'), '-U', USER, '--pwfile', passwordFile],
		...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
	];
	const [command, ...args] = user
		? ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--', ...initdb]
		: initdb;
	await run(command, args, { cwd: '/' });
}

/** Starts a PostgreSQL of its own on a free port. */
export async function startPostgres(binaries: string): Promise<RunningStore> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-postgres-'));
	const remove = async () => await rm(folder, { recursive: true, force: true });
	const port = await freePort();
	const password = randomUUID();
	const user = isRoot() ? 'postgres' : undefined;
	const address = ['-h', '127.0.0.1', '-p', String(port)];
	try {
		await createCluster(binaries, folder, password, user);
		const service = await Service.start({
			name: 'PostgreSQL',
			command: join(binaries, 'postgres'),
			args: ['-D', join(folder, 'data'), '-k', folder, ...address],
			user,
			endSignal: 'SIGINT',
			isReady: async () => {
				await run(join(binaries, 'pg_isready'), ['-q', ...address]);
				return true;
			},
		});
		const stop = async () => {
			await service.stop();
			await remove();
		};
		return { env: settings(port, password), stop };
	} catch (error) {
		await remove();
		throw error;
	}
}

const settings = (port: number, password: string) => ({
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(port),
	// The one that every cluster has.
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: USER,
	DB_POSTGRESDB_PASSWORD: password,
});
