import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { printProgress } from '../n8n';
import { run } from '../n8n/command';
import { withProgress } from '../n8n/progress';

const PACKAGES = ['redis-server', 'postgresql'];
const COMMAND = `apt-get install -y ${PACKAGES.join(' ')}`;
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/** The programs that queue mode needs besides n8n. */
export interface Programs {
	redis: string;
	/** The folder of `initdb` and `postgres`, which Debian keeps off the PATH. */
	postgresFolder: string;
}

const onPath = (name: string) =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find(existsSync);

function newestPostgres(): string | undefined {
	if (!existsSync(POSTGRES_FOLDER)) return undefined;
	return readdirSync(POSTGRES_FOLDER)
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => join(POSTGRES_FOLDER, version, 'bin'))
		.find((folder) => existsSync(join(folder, 'initdb')));
}

function findPrograms(): Programs | undefined {
	const redis = onPath('redis-server');
	const postgresFolder = newestPostgres();
	return redis && postgresFolder ? { redis, postgresFolder } : undefined;
}

/** Whether this is root, which may install packages and must not run PostgreSQL. */
export const isRoot = () => process.getuid?.() === 0;

/** Finds Redis and PostgreSQL; installs Debian's packages where that may be done, and says what is missing otherwise. */
export async function ensurePrograms(): Promise<Programs> {
	if (!onPath('setpriv')) throw new Error('"setpriv" is missing: this test runs on Linux only.');
	const found = findPrograms();
	if (found) return found;
	if (!isRoot() || !onPath('apt-get')) {
		throw new Error(`Queue mode needs ${PACKAGES.join(' and ')}. Install them: ${COMMAND}`);
	}
	await withProgress(`Installing ${PACKAGES.join(' and ')}`, printProgress, async () => {
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env });
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], { env });
	});
	const installed = findPrograms();
	if (installed) return installed;
	throw new Error(`${COMMAND} has succeeded, but redis-server or initdb is still not there.`);
}
