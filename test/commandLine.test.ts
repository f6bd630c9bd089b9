import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { explain, ExplainedError, flag, helpOf, port, readArguments } from './commandLine';
import { documentedBehaviour } from './simulator/behaviour';
import { behaviourFileOption, behaviourOption } from './simulator/behaviourOption';
import { usualBehaviour } from './usualBehaviour';

const command = {
	name: 'demo',
	about: 'Shows something.',
	options: { editor: flag('in a browser'), port: port('where', 5678) },
	names: { placeholder: 'picture', allowed: ['search', 'export'] },
};

const read = (...args: string[]) => readArguments(command, args);

describe('A command line', () => {
	it('gives values, and the defaults of those that are missing', () => {
		expect(read('--editor', '--port=0', 'export')).toEqual({
			values: { editor: true, port: 0 },
			names: ['export'],
		});
		expect(read()).toEqual({ values: { editor: false, port: 5678 }, names: ['search', 'export'] });
	});

	it('gives nothing where help is wanted', () => {
		expect(read('-h')).toBeUndefined();
		expect(read('--help', 'export')).toBeUndefined();
		expect(helpOf(command)).toContain('  --port <n>  where (5678)\n');
	});

	it.each([
		[['--editr'], "Unknown option '--editr'. Did you mean --editor?"],
		[['--zzz'], "Unknown option '--zzz'. The options are --help, --editor, --port."],
		[['--port'], "Option '--port <value>' argument missing."],
		[['--port', '1e3'], '--port takes a whole number from 0 to 65,535, not "1e3".'],
		[['--port', '65536'], '--port takes a whole number from 0 to 65,535, not "65536".'],
		[['--port', ''], '--port takes a whole number from 0 to 65,535, not "".'],
		[['serach'], 'There is no picture "serach". Did you mean search?'],
		[['zzz'], 'There is no picture "zzz". There are search, export.'],
	])('refuses %j in a sentence', (args, sentence) => {
		expect(() => read(...args)).toThrow(new ExplainedError(sentence));
	});

	it('says what to do where the machine says no', () => {
		const denied = Object.assign(new Error(), { code: 'EACCES', path: '/output' });
		expect(explain(denied, 'demo')).toBe('/output cannot be written. Give your user access to it.');
		const lacking = new ExplainedError('Chromium is missing.');
		expect(explain(lacking, 'demo')).toBe('Chromium is missing.');
	});
});

describe('The option --behaviour', () => {
	it('takes what a deployment can do', () => {
		const json =
			'{"filters":"partly","ignoredFields":["CompanyName"],"dateFormat":"DD/MM/YYYY HH:mm"}';
		expect(behaviourOption.read(json)).toEqual(JSON.parse(json));
		expect(behaviourOption.read(undefined)).toEqual({});
	});

	it.each([
		['{"filter":"ignore"}', 'does not know "filter". Did you mean filters?'],
		['{"filters":"ignor"}', 'does not know "ignor" for filters. Did you mean ignore?'],
		[
			'{"ignoredFields":["CompanyNam"]}',
			'does not know "CompanyNam" for ignoredFields.0. Did you mean CompanyName?',
		],
		[
			'{"rateLimit":{"requests":1,"perMs":9,"retryAftr":"date"}}',
			'does not know "retryAftr" for rateLimit. Did you mean retryAfter?',
		],
		['{"pageCap":"x"}', 'has a wrong value for pageCap: Expected number, received string.'],
		['{"timeZone":"Mars"}', 'has a wrong value for timeZone: Not a time zone.'],
		[
			'{filters:ignore}',
			'takes JSON with its quotation marks, e.g. \'{"filters": "ignore"}\', not \'{filters:ignore}\'.',
		],
	])('refuses %s in a sentence', (json, sentence) => {
		expect(() => behaviourOption.read(json)).toThrow(sentence);
	});
});

describe('The option --behaviour-file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'behaviour-'));
	const path = join(folder, 'tenant-behaviour.json');
	const written = (content: string) => {
		writeFileSync(path, content);
		return path;
	};

	beforeEach(() => delete process.env.BEHAVIOUR_FILE);
	afterAll(() => rmSync(folder, { recursive: true }));

	it.each(['', '\uFEFF'])('takes the same from a file that begins with "%s"', (begin) => {
		const behaviour = { filters: 'refuse', pageCap: 50, exportTypesRefused: { PDF: 500 } };
		const file = written(`${begin}${JSON.stringify(behaviour, null, '\t')}\n`);
		expect(behaviourFileOption.read(file)).toEqual(behaviour);
	});

	it('changes nothing where it is missing', () => {
		expect(behaviourFileOption.read(undefined)).toEqual({});
	});

	it.each([
		['{"filter":"ignore"}', 'does not know "filter". Did you mean filters?'],
		['{"pageCap":"x"}', 'has a wrong value for pageCap: Expected number, received string.'],
		['["filters"]', 'has a wrong value: Expected object, received array.'],
		['', `takes a file with a JSON object, and ${path} has none.`],
		['# What this Keepnet does', `takes a file with a JSON object, and ${path} has none.`],
	])('refuses %j in a sentence', (content, sentence) => {
		expect(() => behaviourFileOption.read(written(content))).toThrow(new ExplainedError(sentence));
	});

	it('says why a file cannot be read', () => {
		const missing = join(folder, 'missing.json');
		expect(() => behaviourFileOption.read(missing)).toThrow(
			new ExplainedError(`cannot read ${missing}. There is no such file.`),
		);
		expect(() => behaviourFileOption.read(folder)).toThrow(
			new ExplainedError(`cannot read ${folder}. This is a folder.`),
		);
	});

	it('stands in a variable for the tests, whose usual deployment is then this one', () => {
		expect(usualBehaviour()).toEqual(documentedBehaviour());
		process.env.BEHAVIOUR_FILE = written('{"pageCap":50}');
		expect(usualBehaviour()).toEqual({ ...documentedBehaviour(), pageCap: 50 });
		process.env.BEHAVIOUR_FILE = written('{"pagecap":50}');
		expect(usualBehaviour).toThrow(
			new ExplainedError('BEHAVIOUR_FILE does not know "pagecap". Did you mean pageCap?'),
		);
	});
});

describe.each([
	['simulator', 'simulator/cli.ts'],
	['tenant-check', 'tenantCheck/tenantCheck.ts'],
	['demo', 'demo/demo.ts'],
	['dev', 'dev/dev.ts'],
	['benchmark', 'benchmark/benchmark.ts'],
	['docs:screenshots', 'demo/screenshots.ts'],
])('npm run %s', (name, file) => {
	const call = (...args: string[]) =>
		spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, file), ...args], {
			encoding: 'utf8',
		});

	it('explains itself', () => {
		const { status, stdout, stderr } = call('--help');
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- `));
	});

	it('refuses a wrong option in two lines', () => {
		const { status, stdout, stderr } = call('--hepl');
		expect([status, stdout]).toEqual([1, '']);
		expect(stderr.trim().split('\n')).toEqual([
			"Unknown option '--hepl'. Did you mean --help?",
			`npm run ${name} -- --help lists the options.`,
		]);
	});
});

test.each([
	['simulator/cli.ts', '--port'],
	['dev/dev.ts', '--port'],
	['dev/dev.ts', '--simulator-port'],
])('%s names a taken %s', async (file, option) => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port: taken } = server.address() as AddressInfo;
	const args = ['--import', 'tsx', join(__dirname, file), option, `${taken}`];
	const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
	server.close();
	expect(status).toBe(1);
	expect(stderr.trim()).toBe(
		`Port ${taken} is in use. Stop the program that uses it, or choose another port (see --help).`,
	);
});
