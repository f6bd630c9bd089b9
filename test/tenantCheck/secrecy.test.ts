import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hurry, simulate } from '../engine/support';
import { generateRows, type Behaviour, type FaultRule, type Simulator } from '../simulator';
import { checkTenant, type Result } from './check';
import { COMPARISONS } from './clauses';
import { sentenceOf } from './look';
import { writeFiles } from './report';
import { recordAnswers, valuesIn } from './servedValues';
import { check } from './support';
import { CUSTOMER, talkativeServer } from './talkativeServer';

beforeEach(hurry);

/** Counts like no other, so that each of them can be looked for. */
const rows = generateRows({ companies: 150, seed: 3 }).map((row, at) => ({
	...row,
	targetUserCount: 3_100_019 + 7919 * at,
	inactiveTargetUserCount: 5_200_033 + 7919 * at,
	deletedTargetUserCount: 6_300_053 + 7919 * at,
	monthlyActiveUserCount: 8_400_071 + 7919 * at,
}));

/** Part of the contract, the lifetime of a token, and page sizes that are asked for. */
const PUBLIC = ['Reseller', 'Custom', 'true', '3600', '1000', '10000'];
/** Shorter values are in any text. */
const MIN_LENGTH = 4;

async function reportFiles(result: Result): Promise<string[]> {
	const folder = await mkdtemp(join(tmpdir(), 'tenant-check-'));
	const paths = await writeFiles({ folder, behaviourFile: join(folder, 'behaviour.json') }, result);
	const texts = await Promise.all(paths.map(async (path) => await readFile(path, 'utf8')));
	await rm(folder, { recursive: true });
	return texts;
}

/** Whether a text has a value as a word of its own. */
function has(text: string, value: string): boolean {
	const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}.])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

const ALL = [...new Set(COMPARISONS.map(({ field }) => field.name))] as Behaviour['ignoredFields'];

const TENANTS: Array<[name: string, behaviour: Partial<Behaviour>]> = [
	['is as documented', {}],
	['refuses every filter, and names values', { refusedFields: ALL }],
	['fails at every filter', { failingFields: ALL }],
	['ignores every filter', { filters: 'ignore' }],
	[
		'has more fields, and other forms',
		{ extraFields: true, modules: 'texts', vendorNames: 'list' },
	],
	['writes dates in its own format', { dateFormat: 'DD/MM/YYYY HH:mm', timeZone: 'Asia/Tokyo' }],
	['lists nothing', { lookupForbidden: true, vendorList: 'missing', trainingColumns: 'none' }],
];

describe('No value that was served is in the report, whether the tenant', () => {
	async function leaks(
		behaviour: Partial<Behaviour>,
		onLook?: (simulator: Simulator, title: string) => void,
	): Promise<{ leaked: string[]; served: number; ended?: string }> {
		const record = recordAnswers();
		const { result } = await check({ rows, behaviour, onLook }).finally(record.stop);
		const values = [...valuesIn(record.bodies())].filter(
			(value) => value.trim().length >= MIN_LENGTH && !PUBLIC.includes(value),
		);
		const files = await reportFiles(result);
		expect(files).toHaveLength(3);
		const leaked = values.filter((value) => files.some((text) => has(text, value.trim())));
		return { leaked, served: values.length, ended: result.ended };
	}

	it.each(TENANTS)('%s', async (_name, behaviour) => {
		const { leaked, served, ended } = await leaks(behaviour);
		expect(ended).toBeUndefined();
		expect(served).toBeGreaterThan(1000);
		expect(leaked).toEqual([]);
	});

	it('ends the check with a sentence about a company', async () => {
		const { leaked, ended } = await leaks({}, ({ faults }, title) => {
			const message = `The company ${rows[0]?.companyName} is locked by boss@example.com.`;
			if (title !== 'Orders') return;
			faults.add({
				kind: 'failedEnvelope',
				httpStatus: 403,
				status: 'IP_RESTRICTED',
				message,
				times: 99,
			});
		});
		expect(ended).toBeDefined();
		expect(leaked).toEqual([]);
	});
});

describe('A server that names a customer in keys, claims, headers, file names and refusals', () => {
	const customers = rows.map((row, at) => ({ ...row, companyName: `${CUSTOMER} ${at}` }));

	it.each<[name: string, isWhole: boolean, behaviour: Partial<Behaviour>, faults: FaultRule[]]>([
		['and answers everything', true, {}, []],
		['and refuses filters', true, { refusedFields: ALL, exportTypesRefused: { PDF: 400 } }, []],
		['and fails', false, {}, [{ kind: 'failedEnvelope', httpStatus: 200, times: 99 }]],
		[
			'and fails in the middle',
			false,
			{},
			[{ kind: 'failedEnvelope', httpStatus: 200, after: 4, times: 99 }],
		],
		['and sends what is no JSON', true, {}, [{ kind: 'unparsable', after: 8, times: 99 }]],
	])('%s', async (_name, isWhole, behaviour, faults) => {
		const simulator = await simulate({ rows: customers, behaviour, validateResponses: false });
		for (const fault of faults) simulator.faults.add(fault);
		const server = await talkativeServer(simulator.url);
		const streams = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write'));
		const login = { baseUrl: server.url, ...simulator.clients.reseller };
		const result = await checkTenant(login, { signal: new AbortController().signal });
		expect(result.ended === undefined).toBe(isWhole);
		const printed = streams.flatMap(({ mock }) => mock.calls.map(([text]) => String(text)));
		jest.restoreAllMocks();
		server.close();
		const told = [...printed, ...(await reportFiles(result))].join('\n');
		expect(told.match(/.*zyxcorp.*/gi)).toBeNull();
	});
});

it('says of a bug of its own where it is, without the words that may quote an answer', () => {
	expect(sentenceOf(new SyntaxError(`Unexpected token in ${CUSTOMER}`))).toMatch(
		/^The check itself has a bug \(SyntaxError in test\/tenantCheck\/secrecy\.test\.ts:\d+\): please report it$/,
	);
});
