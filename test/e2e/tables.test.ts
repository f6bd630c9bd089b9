import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { CURRENT_N8N, installAndStart, type N8nServer, packPackage, PREVIOUS_N8N } from '../n8n';
import type { DataTableColumn, StoredCredential } from '../n8n/api';
import type { Execution } from '../n8n/execution';
import { startSimulator, type Simulator } from '../simulator';
import { usualBehaviour } from '../usualBehaviour';
import { chain, companiesNode, start } from './workflow';

const COMPANIES = 300;
const FULL: INodeParameters = { operation: 'search', returnAll: true, output: 'full' };

/** A data table has a column of this name itself. */
const SYSTEM_COLUMN = 'createdAt';

/** The node of n8n that takes the items, with its defaults but for these parameters. */
function tableNode(type: string, parameters: INodeParameters, typeVersion: number): INode {
	return {
		id: 'table',
		name: 'Table',
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [400, 0],
		parameters,
	};
}

/** The type of a column of a data table that takes these values; null fits into each. */
function columnOf(name: string, items: IDataObject[]): DataTableColumn {
	const types = items.map((item) => item[name]).filter((value) => value !== null);
	return { name, type: (types.length > 0 ? typeof types[0] : 'string') as DataTableColumn['type'] };
}

const jsonOf = (execution: Execution, node: string) =>
	execution.items(node).map(({ json }) => json);

/** A value as a cell of a file shows it. */
const cell = (value: unknown) => (value === null ? '' : String(value));

/** CSV has flags in capital letters, and Excel escapes a carriage return. */
const plain = (written: string) =>
	written.replace(/^(TRUE|FALSE)$/, (flag) => flag.toLowerCase()).replaceAll('_x000d_', '\r');

let packageTarball: string;

beforeAll(async () => {
	packageTarball = await packPackage();
});

/** n8n's own nodes that make tables take the items of Search without a node between. */
describe.each([CURRENT_N8N, PREVIOUS_N8N])('n8n %s: Search, then', (version) => {
	let server: N8nServer;
	let simulator: Simulator;
	let credential: StoredCredential;

	beforeAll(async () => {
		simulator = await startSimulator({ companies: COMPANIES, behaviour: usualBehaviour() });
		for (const { companyResourceId: id } of simulator.companies.list().slice(0, 3)) {
			simulator.companies.update(id, { companyName: `=1+1, "${id}"`, tags: ['vip', 'a, b'] });
		}
		server = await installAndStart(version, packageTarball);
		credential = await server.createCredential({
			baseUrl: simulator.url,
			...simulator.clients.reseller,
		});
	}, 900_000);

	afterAll(async () => {
		await server?.stop();
		await simulator?.close();
	});

	async function run(...nodes: INode[]): Promise<Execution> {
		const { id } = await server.createWorkflow(chain(start, ...nodes));
		const execution = await server.runWorkflow(id);
		expect(execution.error).toBeUndefined();
		return execution;
	}

	const search = () => companiesNode('Companies', credential, FULL);

	async function fileOf(operation: string) {
		const execution = await run(search(), tableNode('convertToFile', { operation }, 1.1));
		const [{ binary }] = execution.items('Table');
		const file = await server.downloadBinary(String(binary?.data.id));
		return { items: jsonOf(execution, 'Companies'), file: Buffer.from(file) };
	}

	function expectCells([head, ...rows]: string[][], items: IDataObject[]): void {
		expect(items).toHaveLength(COMPANIES);
		expect(head).toEqual(Object.keys(items[0]));
		expect(rows.map((row) => row.map(plain))).toEqual(
			items.map((item) => Object.values(item).map(cell)),
		);
	}

	it('Convert to File: CSV', async () => {
		const { items, file } = await fileOf('csv');
		expectCells(parse(file, { bom: true }), items);
	});

	it('Convert to File: Excel', async () => {
		const { items, file } = await fileOf('xlsx');
		const workbook = new ExcelJS.Workbook();
		await workbook.xlsx.load(file as unknown as ExcelJS.Buffer);
		const width = Object.keys(items[0]).length;
		const rows: string[][] = [];
		workbook.worksheets[0].eachRow((row) => {
			rows.push(Array.from({ length: width }, (_, index) => row.getCell(index + 1).text));
		});
		expectCells(rows, items);
	});

	it('Remove Duplicates', async () => {
		const two = companiesNode('Two', credential, { operation: 'search', limit: 2 });
		const table = tableNode(
			'removeDuplicates',
			{ operation: 'removeDuplicateInputItems', compare: 'allFields' },
			2,
		);
		const execution = await run(two, search(), table);
		expect(jsonOf(execution, 'Companies')).toHaveLength(2 * COMPANIES);
		const once = jsonOf(execution, 'Companies').slice(0, COMPANIES);
		expect(jsonOf(execution, 'Table')).toEqual(once);
	});

	it('Data Table', async () => {
		const items = jsonOf(await run(search()), 'Companies');
		const columns = Object.keys(items[0]).filter((name) => name !== SYSTEM_COLUMN);
		const id = await server.createDataTable(
			'Companies',
			columns.map((name) => columnOf(name, items)),
		);
		const dataTableId = { __rl: true, mode: 'id', value: id };
		const automatic = { mappingMode: 'autoMapInputData', value: null };
		const insert = { operation: 'insert', dataTableId, columns: automatic };
		await run(search(), tableNode('dataTable', insert as INodeParameters, 1));
		const rows = await server.dataTableRows(id);
		const chosen = (item: IDataObject) =>
			Object.fromEntries(columns.map((name) => [name, item[name]]));
		expect(rows.map(chosen)).toEqual(items.map(chosen));
	});
});
