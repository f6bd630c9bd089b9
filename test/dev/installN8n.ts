import { CURRENT_N8N, installN8n, PREVIOUS_N8N, printProgress } from '../n8n';

/** Installs the n8n servers of the end-to-end tests if they are missing, and prints its progress. */
async function main() {
	for (const version of [CURRENT_N8N, PREVIOUS_N8N]) {
		const { folder } = await installN8n(version, { onProgress: printProgress });
		process.stdout.write(`n8n ${version}: ${folder}\n`);
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
