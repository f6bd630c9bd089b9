import { createCredential, readBinary } from '../engine/harness';
import { parse } from 'csv-parse/sync';
import type { Simulator } from '../simulator';
import { startSimulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { candidatesTable } from './candidates';
import { EXAMPLE, readExample } from './example';
import { runExample } from './runExample';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ companies: 300, behaviour: usualBehaviour() });
});

afterAll(async () => await simulator.close());

const run = async (clientSecret = simulator.clients.reseller.clientSecret) =>
	await runExample(await readExample(EXAMPLE), {
		credential: createCredential({
			baseUrl: simulator.url,
			...simulator.clients.reseller,
			clientSecret,
		}),
		timezone: 'UTC',
	});

describe('The demo', () => {
	it('lists the companies over their limit, and exports the same ones', async () => {
		const results = await run();
		const over = simulator.companies
			.all()
			.filter(
				({ row }) =>
					row.isNumberOfUsersLimited && row.targetUserCount > Number(row.numberOfUsers ?? NaN),
			)
			.map(({ row }) => row.companyName)
			.sort();
		const names = results.get('Over License Limit')?.items.map(({ json }) => json.companyName);
		expect(names?.sort()).toEqual(over);

		const [csv] = results.get('Export as CSV')?.items ?? [];
		const rows = parse(await readBinary(csv), { bom: true, columns: true }) as Array<
			Record<string, string>
		>;
		expect(rows).toHaveLength(over.length);
		const [excel] = results.get('Export as Excel')?.items ?? [];
		expect((await readBinary(excel)).subarray(0, 2).toString()).toBe('PK');
	});

	it('ends with the error of the node that failed', async () => {
		await expect(run('wrong')).rejects.toMatchObject({
			message: 'Keepnet does not accept the Client ID or the Client Secret',
		});
	});

	it('shows each company in one line', () => {
		const table = candidatesTable([
			{ companyName: 'Two\nlines', licenseLimit: 1000, signals: 'overLimit, expired' },
			{ companyName: 'A name that is far too long for a column', licenseLimit: null },
		]);
		expect(table.split('\n')).toHaveLength(6);
		expect(table).toContain('Two lines');
		expect(table).toContain('1,000');
		expect(table).toContain('overLimit, expired');
		expect(table).toContain('A name that is far too lo…');
	});
});
