import type { Locator, Page } from 'playwright-core';

/** What a user does in n8n's editor, in its words. */
export class EditorSteps {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Starts a workflow, looks for the nodes of this package and opens what there is to choose. */
	async chooseKeepnet() {
		await this.page.goto(new URL('workflow/new', this.url).href);
		await this.page.getByTestId('canvas-add-button').click();
		await this.page.getByTestId('node-creator-search-bar').fill('Keepnet');
		await this.panel.getByText('Keepnet Companies', { exact: true }).first().click();
	}

	async addAction(name: string) {
		await this.panel.getByText(/^Actions \(/).click();
		await this.panel.getByText(name, { exact: true }).click();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	async addTrigger(name: string) {
		await this.panel.getByText(name, { exact: true }).click();
		await this.page.getByTestId('node-parameters').waitFor();
	}

	/** For a node that has no credential to choose from yet. */
	async openNewCredential() {
		await this.parameters.getByRole('button', { name: 'Connect to Keepnet Reseller' }).click();
	}

	async fillCredential(fields: Record<string, string>) {
		for (const [name, value] of Object.entries(fields)) {
			await this.dialog.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
		await this.page.getByTestId('credential-save-button').click();
	}

	async closeCredential() {
		await this.dialog.getByRole('button', { name: /close/i }).first().click();
		await this.dialog.waitFor({ state: 'hidden' });
	}

	/**
	 * Chooses an entry of a dropdown by the beginning of its text. A list that is still loading closes once more.
	 *
	 * @param row which of several parameters of this name, from 0 on
	 */
	async choose(parameter: string, entry: RegExp, row = 0) {
		const option = this.page.getByRole('option').filter({ hasText: entry, visible: true }).first();
		for (let attempt = 1; attempt < 5; attempt++) {
			await this.input(parameter, row).click();
			const isOpen = await option.waitFor({ timeout: 3000 }).then(
				() => true,
				() => false,
			);
			if (isOpen) break;
		}
		await option.click();
	}

	/** Adds one of the fields of a collection. */
	async addField(button: string, field: string) {
		await this.parameters.getByPlaceholder(button, { exact: true }).click();
		await this.page
			.getByTestId('collection-parameter-option')
			.filter({ hasText: field, visible: true })
			.click();
	}

	input(parameter: string, row = 0): Locator {
		return this.page.getByTestId(`parameter-input-${parameter}`).nth(row);
	}

	async addCondition() {
		await this.parameters.getByRole('button', { name: 'Add Condition' }).click();
	}

	async removeCondition(row: number) {
		const rows = this.page.getByTestId('fixed-collection-conditions');
		await this.input('fieldName', row).hover();
		await rows.getByTestId('fixed-collection-delete').nth(row).click();
	}

	/** Runs the open node and waits until n8n says that it worked. */
	async execute() {
		await this.page.getByTestId('node-execute-button').click();
		await this.output.getByText('Executing node').waitFor({ state: 'hidden' });
		await this.page.getByTestId('node-run-status-success').waitFor();
	}

	/** The cells of the output's table, row by row. */
	async tableRows(): Promise<string[][]> {
		await this.output.getByTestId('radio-button-table').click();
		await this.output.locator('tbody tr').first().waitFor();
		return await this.output
			.locator('tbody tr')
			.evaluateAll((rows) =>
				rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText.trim())),
			);
	}

	get panel(): Locator {
		return this.page.getByTestId('node-creator');
	}

	get parameters(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	get dialog(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}
}
