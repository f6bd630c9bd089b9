import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printProgress, withProgress } from '../n8n/progress';
import { startSimulator } from '../simulator';
import { openBrowser, openWorkflow } from './browser';
import { openEditor } from './editor';
import { EXAMPLE } from './example';
import { PICTURES } from './pictures';

const FOLDER = join(__dirname, '../../docs');

/** Takes the pictures in `docs/` again, in a real n8n: all of them, or those that are named. */
async function main() {
	const { positionals } = parseArgs({ allowPositionals: true });
	const names = positionals.length > 0 ? positionals : Object.keys(PICTURES);
	await mkdir(FOLDER, { recursive: true });
	const browser = await openBrowser();
	const simulator = await startSimulator({ companies: 2500 });
	try {
		const { server, workflowUrl } = await openEditor(simulator, EXAMPLE);
		try {
			for (const name of names) {
				await withProgress(`docs/${name}.png`, printProgress, async () => {
					const page = await openWorkflow(browser, workflowUrl);
					const { size, stage } = PICTURES[name];
					if (size) await page.setViewportSize(size);
					const shown = await stage(page);
					await (shown ?? page).screenshot({ path: join(FOLDER, `${name}.png`) });
					await page.context().close();
				});
			}
		} finally {
			await server.stop();
		}
	} finally {
		await simulator.close();
		await browser.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
