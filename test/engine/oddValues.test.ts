import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { Companies } from '../../nodes/Companies/Companies.node';
import { CompaniesTrigger } from '../../nodes/Companies/CompaniesTrigger.node';
import { API_FIELDS } from '../../nodes/Companies/filter/fields';
import fc, { runs } from '../property';
import type { Simulator } from '../simulator';
import { createPoller } from './harness';
import { credentialOf, hurry, run, simulate, TIMEZONE, type Credential } from './support';

/** What an expression can return but a user cannot type. */
const ODD: Record<string, unknown> = {
	'an object whose text is no function': { toString: 1, valueOf: 2 },
	'an object without a prototype': Object.create(null),
	'a list of both': [{ toString: 1 }, Object.create(null)],
	'a list of nothing': [null],
	'a date that is none': new Date('never'),
	'a number that is none': NaN,
	'an endless number': -Infinity,
	'a number for large sums': -10n,
	'a symbol': Symbol('odd'),
	'half a character': '\ud800',
	'a name of every object': 'valueOf',
	'another name of every object': '__proto__',
	'a name of every class': 'constructor',
	'a long text of signs': '(a+b)*[c'.repeat(2000),
	'a deep list': JSON.parse('['.repeat(1000) + ']'.repeat(1000)),
};

/** The path of a value in a node's parameters, from the outside in. */
type Path = string[];

/** Every parameter of a node, those in collections too. */
function pathsOf(properties: INodeProperties[], path: Path = []): Path[] {
	return properties.flatMap(({ name, type, options = [] }) => {
		const own = [...path, name];
		if (type === 'notice') return [];
		if (type === 'resourceLocator') return [own, [...own, 'value']];
		if (type === 'collection') return pathsOf(options as INodeProperties[], own);
		if (type !== 'fixedCollection') return [own];
		return options.flatMap((option) =>
			'values' in option ? pathsOf(option.values, [...own, option.name]) : [],
		);
	});
}

const unique = (paths: Path[]) => [
	...new Map(paths.map((path) => [path.join('.'), path])).values(),
];

/** What else must be set for a parameter to take effect. */
const BESIDE: Record<string, INodeParameters[]> = {
	usageThreshold: [{ segment: 'nearLimit' }, { segment: 'underused' }],
	withinDays: [{ segment: 'renewalDue' }],
	fields: [{ output: 'selected' }],
	pageNumber: [{ returnAll: false }],
	pageSize: [{ returnAll: false }],
	limit: [{ returnAll: false }],
};

const OPERATORS: Record<string, string> = { choice: 'isAnyOf', text: 'contains' };
const VALUES = API_FIELDS.map(({ name, kind }) => ({
	fieldName: name,
	operator: OPERATORS[kind] ?? 'equals',
}));

/** All ways to fill in a node with a value in one place. */
function fillIns([first, ...rest]: Path, value: unknown): INodeParameters[] {
	const inside = (names: Path) =>
		names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
	if (first === 'conditions') {
		const name = rest[1];
		const rows = name === 'value' ? VALUES : [{ ...VALUES[0], value: 'a' }];
		return rows.map(
			(row) => ({ conditions: { condition: [{ ...row, [name]: value }] } }) as INodeParameters,
		);
	}
	const parameters = { [first]: inside(rest) } as INodeParameters;
	return (BESIDE[first] ?? [{}]).map((beside) => ({ ...beside, ...parameters }));
}

/** First lines of messages that are ours: those that begin with a parameter's name, and a few more. */
const OURS = [
	/^'[^']+' (is|has|must|cannot)/,
	/^The operation does not exist$/,
	/^Keepnet (does not accept|does not know|cannot export|cannot sort)/,
	/^There is no company with this ID$/,
];

function expectOurs(error: { message: string; description?: unknown } | undefined): void {
	if (!error) return;
	expect(OURS.some((line) => line.test(error.message)) ? 'ours' : error.message).toBe('ours');
	expect(error.message.length).toBeLessThan(300);
	expect(String(error.description).length).toBeLessThan(1000);
}

/** What n8n reads itself: the panel's own choice, and when to poll. */
const OF_N8N = ['resource', 'pollTimes'];

const parametersOf = ({ description }: Companies | CompaniesTrigger) =>
	unique(pathsOf(description.properties.filter(({ name }) => !OF_N8N.includes(name))));

const paths = parametersOf(new Companies());
const triggerPaths = parametersOf(new CompaniesTrigger());
const OPERATION_NAMES = ['search', 'summarize', 'export', 'get'];

/** Get cannot be run without one. */
const SOME_COMPANY = { __rl: true, mode: 'id', value: 'nobody' };

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 3 });
	credential = credentialOf(simulator);
});

async function runWith(operation: string, parameters: INodeParameters, value: unknown) {
	return await run(
		credential,
		{ resource: 'company', operation, companyId: SOME_COMPANY, ...parameters },
		// The JSON of an item is what n8n stores; between two nodes of one run it is whatever was put there.
		{ items: [{ json: { value } as never }] },
	);
}

test('all parameters are found', () => {
	expect(paths.length).toBeGreaterThan(45);
	expect(triggerPaths.length).toBeGreaterThan(30);
});

describe.each(OPERATION_NAMES)('%s by an expression', (operation) => {
	test.each(Object.keys(ODD))('that gives %s has a sentence of ours', async (name) => {
		for (const path of paths) {
			for (const parameters of fillIns(path, '={{ $json.value }}')) {
				const { error } = await runWith(operation, parameters, ODD[name]);
				expectOurs(error);
			}
		}
	});
});

test('the same for whatever an expression can give', async () => {
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withNullPrototype: true,
		withObjectString: true,
		maxDepth: 2,
	});
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...OPERATION_NAMES),
			fc.constantFrom(...paths),
			anything,
			async (operation, path, value) => {
				for (const parameters of fillIns(path, '={{ $json.value }}')) {
					expectOurs((await runWith(operation, parameters, value)).error);
				}
			},
		),
		{ numRuns: runs(200) },
	);
});

test.each(['valueOf', 'toString', 'constructor', '__proto__'])(
	'an order by %s, which every object of JavaScript has, is none',
	async (orderBy) => {
		for (const operation of ['search', 'export']) {
			const { error } = await runWith(operation, { sort: { orderBy } }, '');
			expect(error?.message).toBe("Keepnet does not accept the value of 'Sort'");
		}
	},
);

test('a long text of signs that Keepnet refuses to filter by is compared here', async () => {
	simulator.behaviour.refusedFields = ['CompanyName'];
	const { error, json } = await runWith(
		'search',
		{ filters: { companyName: '(a+b)*[c'.repeat(2000) } },
		'',
	);
	simulator.behaviour.refusedFields = [];
	expect(error).toBeUndefined();
	expect(json).toEqual([]);
});

test.each(Object.keys(ODD))('the trigger has a sentence of ours for %s', async (name) => {
	for (const path of triggerPaths) {
		for (const parameters of fillIns(path, ODD[name])) {
			const poller = await createPoller({
				credential,
				timezone: TIMEZONE,
				node: {
					type: 'companiesTrigger',
					parameters: { events: ['companyCreated'], ...parameters },
				},
			});
			await poller.activate().catch(expectOurs);
		}
	}
});
