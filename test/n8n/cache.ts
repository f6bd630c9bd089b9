import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** n8n is 3 GB, so it is installed once per machine, outside the project. */
export const cacheFolder = () =>
	process.env.N8N_CACHE_FOLDER ?? join(homedir(), '.cache', 'n8n-nodes-keepnet-reseller');

const MARKER = '.complete';

interface CacheEntry {
	name: string;
	/** Checks an entry of unknown state by trying it. */
	verify: (folder: string) => Promise<unknown>;
	/** Fills an empty folder. */
	create: (folder: string) => Promise<unknown>;
}

/**
 * Returns the folder of a cache entry, filled. It is filled elsewhere and then moved into place, so a broken or
 * interrupted attempt is never taken for a finished one.
 */
export async function cached({ name, verify, create }: CacheEntry): Promise<string> {
	const folder = join(cacheFolder(), name);
	const marker = join(folder, MARKER);
	if (existsSync(marker)) return folder;

	if (existsSync(folder)) {
		const sound = await verify(folder).then(
			() => true,
			() => false,
		);
		if (sound) {
			await writeFile(marker, '');
			return folder;
		}
		await rm(folder, { recursive: true, force: true });
	}

	await mkdir(cacheFolder(), { recursive: true });
	const temporary = await mkdtemp(join(cacheFolder(), `.${name}-`));
	try {
		await create(temporary);
		await verify(temporary);
		await writeFile(join(temporary, MARKER), '');
		await rename(temporary, folder);
	} catch (error) {
		// Another process may have been faster.
		if (!existsSync(marker)) throw error;
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
	return folder;
}
