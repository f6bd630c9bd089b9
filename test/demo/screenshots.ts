import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../commandLine';
import { printProgress, withProgress } from '../n8n/progress';
import { believableRows, startSimulator } from '../simulator';
import { openBrowser, openWorkflow } from './browser';
import { openEditor } from './editor';
import { EXAMPLE } from './example';
import { PICTURES } from './pictures';

const FOLDER = join(__dirname, '../../docs');

const command = {
	name: 'docs:screenshots',
	about:
		'Takes the pictures in docs/ again, in a real n8n with Chromium: all of them, or those that are named.',
	options: {},
	names: { placeholder: 'picture', allowed: Object.keys(PICTURES) },
	more: `Pictures: ${Object.keys(PICTURES).join(', ')}`,
};

void runCommand(command, async ({ names }) => {
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
});
