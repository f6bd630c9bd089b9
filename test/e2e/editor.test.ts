import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, signIn } from '../demo/browser';
import { CURRENT_N8N, installAndStart, type N8nServer, packPackage } from '../n8n';
import { startSimulator, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { EditorSteps } from './editorSteps';

const PICTURE_OF_FAILURE = join(__dirname, '../../output/editor-failure.png');
const ACTIONS = ['Export companies', 'Get company', 'Search companies', 'Summarize companies'];

/** What a user does in the editor of a whole n8n, in a browser. The steps build on each other. */
describe('The editor', () => {
	let server: N8nServer;
	let simulator: Simulator;
	let browser: Browser;
	let user: EditorSteps;
	let failed: string | undefined;
	/** The output for companies over their limit with this license type. */
	let enterprise: string[][];

	beforeAll(async () => {
		browser = await openBrowser();
		simulator = await startSimulator({ companies: 250, behaviour: usualBehaviour() });
		const packageTarball = await packPackage();
		server = await installAndStart(CURRENT_N8N, packageTarball);
		user = new EditorSteps(await signIn(browser, server.url), server.url);
	}, 900_000);

	afterAll(async () => {
		await browser?.close();
		await server?.stop();
		await simulator?.close();
	});

	/** A test that leaves a picture when it fails; those after it are not tried then. */
	function step(name: string, work: () => Promise<void>) {
		it(name, async () => {
			if (failed !== undefined) throw new Error(`Not tried: "${failed}" failed`);
			try {
				await work();
			} catch (error) {
				failed = name;
				await user?.page.screenshot({ path: PICTURE_OF_FAILURE });
				throw new Error(`${(error as Error).message}\nPicture: ${PICTURE_OF_FAILURE}`, {
					cause: error,
				});
			}
		});
	}

	step('finds the nodes by "Keepnet", with what they do', async () => {
		await user.chooseKeepnet();
		const { panel } = user;
		await panel.getByText('Triggers (7)').waitFor();
		await panel.getByText('On limit exceeded', { exact: true }).waitFor();
		await panel.getByText('Actions (4)').click();
		for (const action of ACTIONS) await panel.getByText(action, { exact: true }).waitFor();
	});

	step('says in the credential why it does not work', async () => {
		await user.chooseKeepnet();
		await user.addAction('Search companies');
		await user.openNewCredential();
		// n8n puts own fields below those of its OAuth2 credential, unless they take the place of one.
		const notice = user.dialog.getByText('Its Client Role must be Reseller');
		const field = user.dialog.getByTestId('parameter-input-clientId');
		const tops = [await notice.boundingBox(), await field.boundingBox()].map((box) => box?.y);
		expect(tops).toEqual([...tops].sort((left = 0, right = 0) => left - right));
		const { clientId } = simulator.clients.reseller;
		await user.fillCredential({ clientId, clientSecret: 'wrong', baseUrl: simulator.url });
		await user.dialog.getByText('More details').click();
		await user.dialog.getByText(/Client authentication failed/).waitFor();
	});

	step('says in the credential that it works', async () => {
		await user.fillCredential({ clientSecret: simulator.clients.reseller.clientSecret });
		await user.dialog.waitFor({ state: 'hidden' });
		await user.page.getByTestId('credential-edit-button').click();
		await user.dialog.getByText('Connection tested successfully').waitFor();
		await user.closeCredential();
	});

	step('shows the companies of a segment with a license type from the list', async () => {
		await user.choose('segment', /^Over License Limit/);
		await user.addField('Add Filter', 'License Type Names or IDs');
		await user.choose('licenseTypes', /^Enterprise/);
		await user.page.keyboard.press('Escape');
		await user.execute();
		const rows = await user.tableRows();
		const expected = simulator.companies
			.list()
			.filter(({ licenseTypeName }) => licenseTypeName === 'Enterprise')
			.filter(({ isNumberOfUsersLimited }) => isNumberOfUsersLimited)
			.filter((row) => row.targetUserCount > Number(row.numberOfUsers));
		expect(rows.map(([name]) => name).sort()).toEqual(
			expected.map(({ companyName }) => companyName).sort(),
		);
		expect(rows.length).toBeGreaterThan(0);
		enterprise = rows;
	});

	step('offers for a condition what its field has: a list, then a date', async () => {
		await user.addCondition();
		await user.choose('fieldName', /^License Type/);
		await user.choose('value', /^Enterprise/);
		await user.page.keyboard.press('Escape');
		expect(await user.input('match').count()).toBe(0);
		await user.addCondition();
		await user.choose('fieldName', /^Renewal Date/, 1);
		await user.input('value', 1).locator('input').fill('2001-01-01');
		await user.page.keyboard.press('Enter');
		await user.choose('match', /^Any/);
		await user.execute();
		expect(await user.tableRows()).toEqual(enterprise);
		await user.removeCondition(1);
		await user.input('match').waitFor({ state: 'hidden' });
	});

	step('gives the exported file for download', async () => {
		await user.choose('operation', /^Export/);
		await user.execute();
		await user.output.getByText('text/csv').waitFor();
		const download = user.page.waitForEvent('download');
		await user.output.getByTestId('ndv-download-binary-data').click();
		const file = await readFile(await (await download).path());
		expect(file.equals(simulator.lastExport ?? Buffer.alloc(0))).toBe(true);
	});

	step('opens the trigger with its event, and fetches examples of it', async () => {
		await user.chooseKeepnet();
		await user.addTrigger('On limit exceeded');
		await user.parameters.getByText('Limit Exceeded').waitFor();
		await user.execute();
		const rows = await user.tableRows();
		expect(rows.map(([, event]) => event)).toEqual(Array(10).fill('limitExceeded'));
	});
});
