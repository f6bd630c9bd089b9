import type { Execution } from '../n8n';
import { COMPANIES, FORMATS, type Scene } from './scene';

/** The proof of an execution: every company and every byte is right. */
export class Proof {
	/** What Keepnet has sent, by file extension. */
	readonly files: Record<string, Buffer | undefined> = {};

	constructor(private readonly scene: Scene) {}

	/** Exports in both formats, one after the other, and keeps what Keepnet has sent. */
	async keepFiles() {
		for (const format of FORMATS) {
			const before = await this.scene.ids();
			await this.scene.export(format);
			const [execution] = await this.scene.ended(1, before, 120_000);
			const [item] = execution.items('Companies');
			this.files[String(item?.binary?.data.fileExtension)] = this.scene.simulator.lastExport;
			await this.expectRight(execution);
		}
	}

	async expectAllRight(executions: Execution[]) {
		for (const execution of executions) await this.expectRight(execution);
	}

	async expectRight(execution: Execution) {
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const items = execution.items('Companies');
		if (items[0]?.binary) await this.expectFile(execution);
		else {
			const ids = items.map(({ json }) => json.companyId);
			expect(ids).toHaveLength(COMPANIES);
			const all = this.scene.simulator.companies.all().map(({ id }) => id);
			expect(new Set(ids)).toEqual(new Set(all));
		}
	}

	/** Downloads it from the main, as a user does. */
	private async expectFile(execution: Execution) {
		const items = execution.items('Companies');
		expect(items).toHaveLength(1);
		const { id, fileExtension } = items[0].binary?.data ?? {};
		expect(id).toMatch(/^database:/);
		const bytes = await this.scene.cluster.main.downloadBinary(String(id));
		const sent = this.files[String(fileExtension)];
		expect(sent?.length).toBeGreaterThan(0);
		expect(sent?.equals(bytes)).toBe(true);
	}
}
