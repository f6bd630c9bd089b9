import { parse } from 'csv-parse/sync';
import { readdirSync } from 'node:fs';
import { DateTime } from 'luxon';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';
import { EXAMPLES_FOLDER, readExample } from '../demo/example';
import { CURRENT_N8N, type Execution, packPackage, PREVIOUS_N8N, type N8nServer } from '../n8n';
import { waitFor } from '../n8n/wait';
import { awkwardNames, type Simulator } from '../simulator';
import { campaignsOf } from '../simulator/tenant/campaigns';
import { probeName } from './examplesProbe';
import { startExampleServer, type ExampleServer } from './examplesServer';

const TEAM = 'team@example.com';

/** n8n takes no approval from what looks like a robot, such as a scanner of mails. */
const BROWSER =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0';

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** What a value that is missing leaves in a text where nobody thought of it. */
const SPOILED = /undefined|NaN|Invalid DateTime|\[object|\{\{|: null|null\./;

/** Those that begin with the trigger of this package. */
const TRIGGERED = /^(over-limit-to-slack|renewal)/;

const column = (name: string, type: 'string' | 'number') => ({ name, type });

const QUESTION = { sessionId: 's', action: 'sendMessage', chatInput: 'Who is over the limit?' };

const CHAT = { 'When Chat Message Received': [{ json: QUESTION }] };

let packageTarball: string;

beforeAll(async () => {
	packageTarball = await packPackage();
});

/** Every workflow of `examples/`, imported and executed in whole n8n servers up to the pinned nodes at its end. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('The examples in n8n %s', (version) => {
	let all: ExampleServer;
	let server: N8nServer;
	let simulator: Simulator;

	beforeAll(async () => {
		all = await startExampleServer(version, packageTarball);
		({ server, simulator } = all);
	}, 900_000);

	afterAll(async () => await all?.stop());

	const run: ExampleServer['run'] = async (file, options) => await all.run(file, options);

	const values = (items: INodeExecutionData[]) => items.map(({ json }) => json);

	const sent = (execution: Execution, node: string) =>
		values(execution.items(probeName(node))) as Array<Record<string, string>>;

	// The editor forgets on import what is hidden, such as all that depends on a sheet that is still to be chosen.
	it('are made of nodes, versions and parameters that this n8n has and shows', async () => {
		const types = await server.nodeTypes();
		for (const file of readdirSync(EXAMPLES_FOLDER)) {
			for (const node of (await readExample(file)).nodes) {
				const named = types.filter(({ name }) => name === node.type);
				const type = named.find(({ version }) => [version].flat().includes(node.typeVersion));
				if (!type) throw new Error(`${file}: there is no ${node.type} ${node.typeVersion}`);
				const { parameters } = node;
				const known = NodeHelpers.getNodeParameters(
					type.properties,
					parameters,
					true,
					false,
					node,
					type,
				);
				expect(known).toMatchObject(parameters);
			}
		}
	});

	// Google Sheets leaves a cell as it was for null, and writes a list as JSON.
	const fitsACell = (value: unknown) => ['string', 'number'].includes(typeof value);

	it('make a row of a sheet for everybody who is over the limit', async () => {
		const execution = await run('over-limit-to-google-sheets');
		const rows = values(execution.items('Date of the Check'));
		expect(rows.length).toBeGreaterThan(5);
		expect(new Set(rows.map(({ companyId }) => companyId)).size).toBe(rows.length);
		for (const row of rows) {
			expect(row.reason).toMatch(/^[\d,]+ seats? over the limit/);
			expect(row.lastSeen).toMatch(/^\d{4}-\d\d-\d\d$/);
			expect([row.companyId, row.seatsOverLimit, row.renewalDate].every(fitsACell)).toBe(true);
			expect(Object.values(row).filter(isObject)).toEqual([]);
		}
		expect(execution.items('Update the Sheet')).toHaveLength(1);
	});

	it('make rows for a sheet of what to sell', async () => {
		const execution = await run('cross-sell-to-google-sheets');
		const rows = values(execution.items('Date of the Check'));
		expect(rows.length).toBeGreaterThan(20);
		for (const row of rows) {
			expect(row.missingProducts).toMatch(/ Simulator|Responder|Intelligence|Sharing/);
			expect(row.lastSeen).toMatch(/^\d{4}-\d\d-\d\d$/);
			expect([row.licenseLimit, row.renewalDate].every(fitsACell)).toBe(true);
			expect(Object.values(row).filter(isObject)).toEqual([]);
		}
		expect(rows.map(({ licenseLimit }) => licenseLimit)).toContain('');
		expect(execution.items('Update the Sheet')).toHaveLength(1);
	});

	it('store every Google sheet as it is, so that a text that begins like a formula stays text', async () => {
		const examples = await Promise.all(readdirSync(EXAMPLES_FOLDER).map(readExample));
		const sheets = examples.flatMap(({ nodes }) =>
			nodes.filter(({ type }) => type.endsWith('.googleSheets')),
		);
		expect(sheets.map(({ parameters }) => parameters.options)).toEqual([
			{ cellFormat: 'RAW' },
			{ cellFormat: 'RAW' },
		]);
	});

	it('tell of a company over its limit', async () => {
		const execution = await run('over-limit-to-slack');
		const items = values(execution.items('Company Goes Over Its Limit'));
		expect(items.map(({ event }) => event)).toEqual(items.map(() => 'limitExceeded'));
		const texts = sent(execution, 'Tell the Channel').map(({ text }) => text);
		expect(texts).toHaveLength(items.length);
		for (const text of texts) {
			expect(text).toMatch(
				/^:warning: \*.+\*: [\d,]+ seats? over the limit.*\. [\d,]+ users, [\d,]+ seats\.$/,
			);
			expect(text).not.toMatch(/[<>]|undefined|null/);
		}
		expect(values(execution.items('Tell the Channel'))).toMatchObject([{ ok: true }]);
	});

	it('look for the deal of a renewal, and link a new one to its company', async () => {
		const { companies, deals } = all.services;
		const looked = await run('renewals-to-hubspot');
		const due = values(looked.items('Renewal in 60 Days'));
		expect(due.length).toBeGreaterThan(2);
		const [known, linked, ambiguous] = due.map(({ companyName, companyId, renewalDate }) => ({
			company: String(companyName ?? companyId),
			deal: `Keepnet renewal: ${String(companyName ?? companyId)}, ${String(renewalDate)}`,
		}));
		deals.set(known.deal, ['1']);
		companies.set(linked.company, ['22']);
		companies.set(ambiguous.company, ['33', '34']);

		const execution = await run('renewals-to-hubspot');
		const created = sent(execution, 'Create a Deal');
		expect(created.map((deal) => deal.additionalFields_dealName)).not.toContain(known.deal);
		expect(created).toHaveLength(due.length - 1);
		const linkOf = (name: string) =>
			created.find((deal) => deal.additionalFields_dealName === name)
				?.additionalFields_associatedCompany;
		expect(linkOf(linked.deal)).toBe('[22]');
		expect(linkOf(ambiguous.deal)).toBe('[]');
		for (const deal of created) {
			expect(deal).toMatchObject({
				additionalFields_closeDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
				additionalFields_description: expect.stringMatching(
					/renews in \d+ days?.*\. [\w ]+, ([\d,]+ seats|no known limit), [\d,]+ users\. Keepnet company \w/,
				),
			});
		}
	});

	it('export the list for billing', async () => {
		const execution = await run('billing-export-by-mail');
		const [{ json, binary }] = execution.items('Export as CSV');
		expect(json.fileName).toMatch(/^billing-\d{4}-\d\d\.csv$/);
		const [{ subject, text }] = sent(execution, 'Mail to Billing');
		const month = /monthly users of (\w+ \d{4})$/.exec(subject)?.[1];
		expect(text).toContain(`Of ${month}: the column Monthly Users.`);
		expect(text).toMatch(/As of \d+ \w+ \d{4}, \d\d:\d\d: all other columns/);
		expect(text).not.toContain(`As of ${month}`);
		const file = await server.downloadBinary(String(binary?.data.id));
		const rows: string[][] = parse(file, { bom: true });
		expect(rows).toHaveLength(251);
		expect(rows[0].join()).toMatch(/Monthly/i);
	});

	it('write a mail with a chart', async () => {
		const execution = await run('monthly-summary-by-mail', { unpinned: true });
		const [{ html }] = values(execution.items('Page with Chart')) as Array<{ html: string }>;
		const [sums] = values(execution.items('Sums of All Companies'));
		expect(html).toContain('<b>250</b>');
		for (const name of ['licenseLimit', 'limitedTargetUsers', 'seatsOverLimit']) {
			expect(html).toContain(`<b>${Number(sums[name]).toLocaleString('en-US')}</b>`);
		}
		expect(html).toContain(`${String(sums.usagePercent)} % of the seats`);
		// n8n's preview and some mail programs keep only the styles.
		expect(html.match(/<td [^>]*style="width: \d+%;[^"]*background-color: #4f7cff/g)).toHaveLength(
			(sums.renewalsByMonth as Array<{ companies: number }>).filter(({ companies }) => companies)
				.length,
		);
		expect(html).toContain('More users than seats');
		expect(html).not.toMatch(/overLimit|nearLimit|undefined|NaN|null|\[object|\{\{/);
		const mail = all.mailbox.mails.at(-1);
		expect(mail?.to).toEqual(['team@example.com']);
		expect(mail?.source).toContain('More users than seats');
	});

	it('ask the team before a reminder, and write to the customer after its approval', async () => {
		const EXAMPLE = 'renewal-reminders-with-approval';
		const { mails } = all.mailbox;
		const table = await server.createDataTable('Customer contacts', [
			column('companyId', 'string'),
			column('name', 'string'),
			column('email', 'string'),
		]);
		const { id, trigger } = await all.add(EXAMPLE, { table });
		mails.length = 0;
		const due = values(
			(await server.runWorkflow(id, { trigger })).items('Renewal in 90, 60 or 30 Days'),
		);
		expect(due.length).toBeGreaterThan(2);
		const asked = async (count: number) =>
			await waitFor(
				async () => (mails.filter(({ to }) => to[0] === TEAM).length >= count ? mails : undefined),
				{ what: `${count} mails to the team`, details: () => server.log },
			);
		await asked(due.length);
		expect(mails.filter(({ source }) => source.includes('Nothing can be sent'))).toHaveLength(
			due.length,
		);

		const contacts = due.map(({ companyId }, index) => ({
			companyId: String(companyId),
			name: `Ms "O'Neil" & <${index}>`,
			email: `customer-${index}@example.com`,
		}));
		await server.addDataTableRows(table, contacts);
		mails.length = 0;
		// Published, and not only by hand: a published workflow calls itself as it is published.
		const emitExisting = { emitExisting: true };
		const published = await all.add(EXAMPLE, { table, trigger: emitExisting });
		await server.activate(published.id);
		const questions = await waitFor(
			async () => {
				const found = contacts.map(({ email }) =>
					mails.find(({ source }) => source.includes(email)),
				);
				return found.every((mail) => mail !== undefined) ? found : undefined;
			},
			{ what: 'a question for each contact', details: () => server.log },
		);
		await server.deactivate(published.id);
		const answer = async (index: number, approved: boolean) => {
			const mail = questions[index];
			const links = [...(mail?.source ?? '').matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
			const link = links.find((one) => one.includes(`approved=${approved}`));
			if (!link) throw new Error(`There is no such button in ${mail?.source}`);
			await fetch(link.replaceAll('&amp;', '&'), { headers: { 'user-agent': BROWSER } });
		};
		await answer(0, false);
		await answer(1, true);
		const [reminder] = await waitFor(
			async () => {
				const reminders = mails.filter(({ to }) => to[0] !== TEAM);
				return reminders.length > 0 ? reminders : undefined;
			},
			{ what: 'a mail to the customer', details: () => server.log },
		);
		expect(reminder.to).toEqual([contacts[1].email]);
		expect(reminder.source).toContain(`Hello ${contacts[1].name},`);
		expect(reminder.source).toMatch(/ends on \d+ \w+ \d{4}, in \d+ days?\./);
		expect(reminder.source).not.toMatch(/undefined|NaN|null|\[object|\{\{/);
		expect(mails.filter(({ to }) => to[0] !== TEAM)).toHaveLength(1);
	});

	it('compare the users of each customer with those of last month, in a data table', async () => {
		const table = await server.createDataTable('Keepnet usage', [
			column('month', 'string'),
			column('companyId', 'string'),
			column('companyName', 'string'),
			column('users', 'number'),
			column('usersBefore', 'number'),
			column('changePercent', 'number'),
		]);
		const example = 'usage-trend-in-data-table';
		const first = await run(example, { table });
		expect(first.items('Gained or Lost 20 %')).toEqual([]);
		const rows = await server.dataTableRows(table);
		expect(rows).toHaveLength(250);
		expect(rows.map(({ changePercent }) => changePercent)).toEqual(rows.map(() => null));

		const lastMonth = DateTime.now().setZone('Europe/London').minus({ months: 1 });
		const counted = rows.filter(({ users }) => Number(users) >= 100);
		const [lost, gained, same] = counted.map(({ companyId, companyName, users }) => ({
			month: lastMonth.toFormat('yyyy-MM'),
			companyId,
			companyName,
			users: Number(users),
		}));
		const before = [
			{ ...lost, users: lost.users * 2 },
			{ ...gained, users: gained.users / 2 },
			same,
		];
		await server.addDataTableRows(
			table,
			before.map((row) => ({ ...row, users: Math.ceil(row.users) })),
		);
		const second = await run(example, { table });
		expect(await server.dataTableRows(table)).toHaveLength(250 + 3);
		expect(second.items('Save the Row')).toHaveLength(250);
		expect(values(second.items('Most Lost First'))).toMatchObject([
			{
				companyId: lost.companyId,
				users: lost.users,
				usersBefore: lost.users * 2,
				changePercent: -50,
			},
			{ companyId: gained.companyId, users: gained.users },
		]);
	});

	it('make one ticket a week of who is over the limit, with the list', async () => {
		const { tickets } = all.services;
		const example = 'over-limit-to-halopsa-ticket';
		const execution = await run(example, { unpinned: true });
		const listed = values(execution.items('Over the License Limit'));
		expect(tickets).toEqual([
			{
				id: 1,
				summary: expect.stringMatching(/week of \d{4}-\d\d-\d\d$/),
				details: expect.stringContaining(': '),
				files: [
					{ filename: expect.stringMatching(/^over-limit-.+\.csv$/), text: expect.any(String) },
				],
			},
		]);
		const [{ details, files }] = tickets;
		const lines = details.split('\n').filter((line) => line.startsWith('- '));
		expect(lines).toHaveLength(listed.length);
		for (const line of lines) expect(line).toMatch(/: [\d,]+ seats? over the limit/);
		expect(parse(files[0].text, { bom: true })).toHaveLength(listed.length + 1);
		const again = await run(example, { unpinned: true });
		expect(again.node('Create a Ticket')).toBeUndefined();
		expect(tickets).toHaveLength(1);
	});

	it('ask for each underused customer what it has in another part of Keepnet', async () => {
		simulator.revokeTokens();
		const before = simulator.requests.length;
		const execution = await run('act-for-one-customer');
		const listed = values(execution.items('Underused Customers'));
		const open = listed
			.map(({ companyId }) => String(companyId))
			.filter((id) => simulator.companies.get(id)?.privacyDurationId !== 0);
		expect(open.length).toBeGreaterThan(3);
		expect(open.length).toBeLessThan(listed.length);
		const calls = simulator.requests.slice(before).filter(({ route }) => route === 'campaigns');
		expect(calls.map(({ headers }) => headers['x-keepnet-company-id'])).toEqual(open);
		expect(calls.map(({ status }) => status)).toEqual(open.map(() => 200));
		const rows = values(execution.items('Row of the Mail'));
		expect(rows.map(({ companyId }) => companyId)).toEqual(open);
		expect(rows.map(({ campaigns }) => campaigns)).toEqual(
			open.map((id) => campaignsOf(id).length),
		);
		const [{ html, subject }] = sent(execution, 'Mail to the Team');
		expect(subject).toMatch(/^Underused Keepnet customers, \d+ \w+ \d{4}$/);
		expect(html.match(/<tr>/g)).toHaveLength(open.length + 1);
		expect(html).not.toMatch(/undefined|NaN|\[object|\{\{|null/);
		expect(execution.items('Mail to the Team')).toHaveLength(1);
	});

	it('export what is over the limit', async () => {
		const execution = await run('over-limit-export');
		expect(execution.items('Over License Limit').length).toBeGreaterThan(0);
		expect(execution.items('Export as Excel')).toHaveLength(1);
	});

	it('answer a question by a tool of the agent', async () => {
		const execution = await run('ai-agent', { pinned: CHAT });
		const tools = ['Find_Companies', 'Look_Up_a_Company', 'Sum_Up_Companies'];
		expect([...all.model.offered].sort()).toEqual(tools);
		const [{ output }] = values(execution.items('Agent')) as Array<{ output: string }>;
		expect(output).toContain('seatsOverLimit');
		expect(output).not.toContain('"seatsOverLimit":0');
	});

	/** Executes examples; returns what they would send, and the mails. */
	async function runAll(files = readdirSync(EXAMPLES_FOLDER)): Promise<string[]> {
		all.mailbox.mails.length = 0;
		const table = await server.createDataTable(`Everything ${Math.random()}`, [
			...['month', 'companyId', 'companyName', 'name', 'email'].map((name) =>
				column(name, 'string'),
			),
			...['users', 'usersBefore', 'changePercent'].map((name) => column(name, 'number')),
		]);
		const texts: string[] = [];
		for (const file of files) {
			const pinned = file === 'ai-agent.json' ? CHAT : {};
			const execution = await run(file.replace('.json', ''), { table, pinned });
			const probes = Object.keys(execution.data.resultData.runData).filter((name) =>
				name.startsWith(probeName('')),
			);
			texts.push(...probes.map((name) => JSON.stringify(values(execution.items(name)))));
		}
		return [...texts, ...all.mailbox.mails.map(({ source }) => source)];
	}

	const names = awkwardNames.filter((name) => name !== 'null');

	it('stand names with markup and quotes, and values that are missing', async () => {
		for (const [index, { companyResourceId }] of simulator.companies.list().entries()) {
			simulator.companies.update(companyResourceId, {
				companyName: index % 7 === 0 ? null : names[index % names.length],
				resellerName: null,
				licenseTypeName: index % 2 === 0 ? null : '<i>"Gold"</i>',
				licenseTypeResourceId: null,
				...(index % 3 === 0 ? { licenseEndDate: null, createTime: null, numberOfUsers: null } : {}),
			});
		}
		const texts = await runAll();
		expect(texts.length).toBeGreaterThan(6);
		for (const text of texts) expect(text).not.toMatch(SPOILED);
		const pages = texts.filter((text) => text.includes('<table'));
		expect(pages.length).toBeGreaterThan(2);
		for (const page of pages) expect(page).not.toMatch(/<b>Bold|<i>/);
	});

	it('stand a company of which nothing is known, and nobody at all', async () => {
		simulator.companies.clear();
		simulator.companies.insert({
			companyName: null,
			licenseTypeName: null,
			isNumberOfUsersLimited: false,
			numberOfUsers: null,
			licenseEndDate: null,
			createTime: null,
		});
		for (const text of await runAll()) expect(text).not.toMatch(SPOILED);

		simulator.companies.clear();
		// Where there is no company, a trigger has none to show when it is tried by hand.
		const scheduled = readdirSync(EXAMPLES_FOLDER).filter((file) => !TRIGGERED.test(file));
		for (const text of await runAll(scheduled)) expect(text).not.toMatch(SPOILED);
		expect(all.services.tickets).toHaveLength(1);
	});
});
