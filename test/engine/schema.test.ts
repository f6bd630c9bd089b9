import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OPERATIONS } from '../../nodes/Companies/operations';
import type { Simulator } from '../simulator';
import { schemaOfItems, type JsonSchema } from './schema/jsonSchema';
import { credentialOf, runWell, simulate, type Credential } from './support';

/** `UPDATE_SCHEMAS=1 npx jest test/engine/schema` writes the previews anew. */
const isUpdate = process.env.UPDATE_SCHEMAS !== undefined;
const FOLDER = join(__dirname, '../../nodes/Companies/__schema__/v1.0.0/company');

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 1000 });
	credential = credentialOf(simulator);
});

async function items(operation: string, more: INodeParameters = {}, count = 1) {
	const parameters = { resource: 'company', operation, ...more };
	const { json } = await runWell(credential, parameters, { items: Array(count).fill({}) });
	return json;
}

const fullFields = async () =>
	schemaOfItems(await items('search', { returnAll: true, output: 'full' })).properties;

/** What each operation gives where nothing is chosen, over enough companies to see every field filled. */
const OUTPUT: Record<string, () => Promise<JsonSchema>> = {
	search: async () => schemaOfItems(await items('search', { returnAll: true })),
	summarize: async () => schemaOfItems(await items('summarize')),
	export: async () => schemaOfItems(await items('export')),
	get: async () => {
		const found: IDataObject[] = [];
		for (const { companyResourceId: value } of simulator.companies.list().slice(0, 60)) {
			found.push(...(await items('get', { companyId: { __rl: true, mode: 'id', value } })));
		}
		return schemaOfItems(found, await fullFields());
	},
};

test.each(Object.entries(OUTPUT))(
	'the preview of %s is what the node gives',
	async (operation, output) => {
		const file = join(FOLDER, `${operation}.json`);
		const schema = { ...(await output()), version: 1 };
		if (isUpdate) writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
		const preview: JsonSchema = JSON.parse(readFileSync(file, 'utf8'));
		expect(preview).toEqual(schema);
		expect(Object.keys(preview.properties ?? {})).toEqual(Object.keys(schema.properties ?? {}));
	},
);

test('every operation has a preview', () => {
	expect(Object.keys(OUTPUT).sort()).toEqual(OPERATIONS.map(({ value }) => value).sort());
});
