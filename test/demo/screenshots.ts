import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printProgress, withProgress } from '../n8n/progress';
import { believableRows, startSimulator } from '../simulator';
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
	const simulator = await startSimulator({ rows: believableRows({ companies: 2500 }) });
	try {
		const { server, open } = await openEditor(simulator);
		try {
			for (const name of names) {
				await withProgress(`docs/${name}.png`, printProgress, async () => {
					const { example = EXAMPLE, size, stage } = PICTURES[name];
					const page = await openWorkflow(browser, await open(example));
					if (size) await page.setViewportSize(size);
					const path = join(FOLDER, `${name}.png`);
					const shown = await stage(page);
					if (shown && 'width' in shown) await page.screenshot({ path, clip: shown });
					else await (shown ?? page).screenshot({ path });
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
