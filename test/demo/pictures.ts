import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { run } from '../n8n/command';
import { workflowArea, type Rectangle } from './canvas';

/** What a picture in `docs/` shows. */
interface Picture {
	/** The workflow of `examples/` that the picture shows. Default: the demo's. */
	example?: string;
	/** Size of the browser window; small, because texts must stay readable when the picture is scaled down. */
	size?: { width: number; height: number };
	/** Brings the open workflow to the wanted view. Returns the part to cut out; without one, the picture shows everything. */
	stage(page: Page): Promise<Locator | Rectangle | void>;
}

const ROOT = join(__dirname, '../..');

const TERMINAL =
	'pre { margin: 0; padding: 16px; width: max-content; background: #1e1e1e; color: #ddd; font: 14px monospace }';

/** n8n animates its panels. */
const untilStill = async (page: Page) => await page.waitForTimeout(1000);

async function openNode(page: Page, name: string) {
	await page.getByTestId('canvas-node').filter({ hasText: name }).first().dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

/** Runs the open node and waits until its output is shown and n8n's message has disappeared. */
async function execute(page: Page) {
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('node-run-status-success').waitFor();
	const toast = page.getByText('Node executed successfully');
	await toast.waitFor();
	await toast.waitFor({ state: 'hidden' });
}

/** Makes the output panel as wide as n8n allows. */
async function widenOutput(page: Page) {
	const handle = await page.getByTestId('panel-drag-button').boundingBox();
	if (!handle) throw new Error('The panel of the parameters cannot be moved');
	const [x, y] = [handle.x + handle.width / 2, handle.y + handle.height / 2];
	await page.mouse.move(x, y);
	await page.mouse.down();
	await page.mouse.move(x - 500, y, { steps: 10 });
	await page.mouse.up();
	// The pointer would show a tooltip.
	await page.mouse.move(5, 5);
}

/** Opens and executes a node; its output takes most of the room. */
async function showOutput(page: Page, name: string) {
	await openNode(page, name);
	await execute(page);
	await widenOutput(page);
	await untilStill(page);
}

/** Opens a dropdown whose entries come from Keepnet. While they are loading, it closes once more. */
async function openList(page: Page, parameter: string) {
	const entry = page.getByRole('option').filter({ visible: true }).first();
	for (let attempt = 1; attempt < 5; attempt++) {
		await page.getByTestId(`parameter-input-${parameter}`).click();
		const isOpen = await entry.waitFor({ timeout: 3000 }).then(
			() => true,
			() => false,
		);
		if (isOpen) return;
	}
	throw new Error(`The list of ${parameter} does not open`);
}

/** The form beside the first columns of the output, so that no column is cut through. */
async function formAndColumns(page: Page, columns: number): Promise<Rectangle> {
	const form = await page.getByTestId('node-parameters').boundingBox();
	const output = await page.getByTestId('output-panel').boundingBox();
	const column = page.getByTestId('output-panel').locator('th');
	const last = await column.nth(columns - 1).boundingBox();
	if (!form || !output || !last) throw new Error('The output is not shown as a table');
	const { y, height } = output;
	return { x: form.x, y, width: last.x + last.width - form.x, height };
}

/** What `npm run demo` prints, without its progress, as a terminal shows it. */
async function showDemo(page: Page) {
	const printed = await run('npm', ['run', '--silent', 'demo'], { cwd: ROOT });
	const [, list = ''] = /\n(\d[\d,]* of [^]*)$/.exec(printed) ?? [];
	await page.setContent('<pre></pre>');
	await page.addStyleTag({ content: TERMINAL });
	const terminal = page.locator('pre');
	await terminal.evaluate(
		(element, text) => (element.textContent = text),
		`$ npm run demo\n\n${list}`,
	);
	return terminal;
}

/** The workflows of `examples/` except the demo's, as shown on the canvas. */
const EXAMPLES = [
	'over-limit-to-google-sheets',
	'renewal-reminders-with-approval',
	'usage-trend-in-data-table',
	'over-limit-to-halopsa-ticket',
	'cross-sell-to-google-sheets',
	'over-limit-to-slack',
	'renewals-to-hubspot',
	'billing-export-by-mail',
	'monthly-summary-by-mail',
	'act-for-one-customer',
	'ai-agent',
];

/** Overlays and backgrounds of n8n, which the edge of the picture would cut through. */
const HIDE_CONTROLS =
	'[data-test-id=canvas-handle-plus-wrapper], [data-test-id=workflow-chat-button], [data-test-id=output-panel] [data-test-id=ndv-run-data-display-mode] { display: none }';

const ofExample = (name: string): [name: string, picture: Picture] => [
	name,
	{
		example: `${name}.json`,
		size: { width: 1400, height: 900 },
		stage: async (page) => {
			await page.getByTestId('zoom-to-fit').click();
			await page.addStyleTag({ content: HIDE_CONTROLS });
			await untilStill(page);
			return await workflowArea(page);
		},
	},
];

/** The pictures of the README, by the name of their file. */
export const PICTURES: Readonly<Record<string, Picture>> = {
	workflow: {
		size: { width: 1280, height: 760 },
		stage: async (page) => {
			await page.getByTestId('zoom-to-fit').click();
			await page.mouse.move(640, 200);
			await untilStill(page);
		},
	},
	'node-panel': {
		size: { width: 1280, height: 440 },
		stage: async (page) => {
			await page.getByTestId('node-creator-plus-button').click();
			await page.getByTestId('node-creator-search-bar').fill('Keepnet');
			await page.getByText('Keepnet Companies', { exact: true }).first().waitFor();
			await untilStill(page);
			return page.getByTestId('node-creator');
		},
	},
	segments: {
		size: { width: 1280, height: 920 },
		stage: async (page) => {
			await openNode(page, 'Over License Limit');
			await page.getByTestId('parameter-input-segment').click();
			await page.getByText('Near License Limit').first().waitFor();
			// n8n shows four and a half of them and lets the user scroll.
			await page.addStyleTag({ content: '.el-select-dropdown__wrap { max-height: none }' });
			await untilStill(page);
		},
	},
	search: {
		size: { width: 1900, height: 760 },
		stage: async (page) => {
			await showOutput(page, 'Over License Limit');
			await page.addStyleTag({ content: HIDE_CONTROLS });
			return await formAndColumns(page, 9);
		},
	},
	trigger: {
		example: 'over-limit-to-slack.json',
		size: { width: 1280, height: 840 },
		stage: async (page) => {
			await openNode(page, 'Company Goes Over Its Limit');
			await page.mouse.move(5, 5);
			await untilStill(page);
			return page.getByTestId('node-parameters');
		},
	},
	'products-to-sell': {
		example: 'cross-sell-to-google-sheets.json',
		size: { width: 1280, height: 840 },
		stage: async (page) => {
			await openNode(page, 'Active Customers');
			await openList(page, 'productsToSell');
			await untilStill(page);
		},
	},
	mail: {
		example: 'monthly-summary-by-mail.json',
		size: { width: 1800, height: 1040 },
		stage: async (page) => {
			await showOutput(page, 'Page with Chart');
			return page.getByTestId('output-panel');
		},
	},
	demo: { stage: showDemo },
	export: {
		size: { width: 1280, height: 840 },
		stage: async (page) => {
			await showOutput(page, 'Export as Excel');
		},
	},
	credential: {
		size: { width: 1280, height: 1120 },
		stage: async (page) => {
			await openNode(page, 'Over License Limit');
			await page.getByTestId('credential-edit-button').click();
			await page.getByTestId('credentials-config-container-test-success').waitFor();
			// n8n's default height hides the last line.
			const height = '* { --dialog--max-height: 862px !important }';
			await page.addStyleTag({ content: height });
			await untilStill(page);
			return page.getByTestId('editCredential-modal');
		},
	},
	...Object.fromEntries(EXAMPLES.map(ofExample)),
};
