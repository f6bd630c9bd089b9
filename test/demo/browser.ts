import { existsSync } from 'node:fs';
import { chromium, selectors } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { ExplainedError } from '../commandLine';
import { OWNER } from '../n8n';

/** Where Debian, Ubuntu, macOS and Windows keep a Chromium browser. */
const BROWSERS = [
	process.env.CHROMIUM,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Small, because texts must stay readable at half the picture's width. */
const VIEWPORT = { width: 1280, height: 720 };
const TIMEOUT_MS = 30_000;

function findBrowser(): string {
	const found = BROWSERS.find((path) => path !== undefined && existsSync(path));
	if (found !== undefined) return found;
	throw new ExplainedError(
		'Chromium is missing. Install it (Debian: apt-get install chromium), or put its path into the variable CHROMIUM.',
	);
}

/** A browser with the light theme. */
export async function openBrowser(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
}

/** A page of n8n where the owner is signed in. */
export async function signIn(browser: Browser, url: string): Promise<Page> {
	const context = await browser.newContext({
		viewport: VIEWPORT,
		deviceScaleFactor: 1.5,
		colorScheme: 'light',
		locale: 'en-US',
	});
	const page = await context.newPage();
	page.setDefaultTimeout(TIMEOUT_MS);
	await page.goto(new URL('/signin', url).href);
	await page.locator('input[type=email]').fill(OWNER.email);
	await page.locator('input[type=password]').fill(OWNER.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/\/(home|workflow)/);
	return page;
}

/** A page of n8n where the owner is signed in, on the workflow. */
export async function openWorkflow(browser: Browser, workflowUrl: string): Promise<Page> {
	const page = await signIn(browser, workflowUrl);
	await page.goto(workflowUrl);
	await page.getByTestId('canvas-node').first().waitFor();
	return page;
}
