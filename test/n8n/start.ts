import { CURRENT_N8N, installN8n } from './install';
import { packPackage } from './package';
import { printProgress, withProgress } from './progress';
import type { ServerOptions } from './server';
import { startN8n, type N8nServer } from './server';

/** Installs n8n if it is missing, with progress, and starts it with a packed community package, in UTC. */
export async function installAndStart(
	version: string,
	packageTarball: string,
	env: Record<string, string> = {},
): Promise<N8nServer> {
	const installation = await installN8n(version, { onProgress: printProgress });
	return await startN8n({ installation, packageTarball, env: { GENERIC_TIMEZONE: 'UTC', ...env } });
}

/** Builds this package, installs the current n8n if it is missing, and starts it, with progress. */
export async function buildAndStart(
	options: Pick<ServerOptions, 'port' | 'userFolder' | 'env'> = {},
): Promise<N8nServer> {
	const packageTarball = await withProgress(
		'Building and packing the package',
		printProgress,
		packPackage,
	);
	const installation = await installN8n(CURRENT_N8N, { onProgress: printProgress });
	return await withProgress(
		`Starting n8n ${CURRENT_N8N}`,
		printProgress,
		async () => await startN8n({ installation, packageTarball, ...options }),
	);
}
