import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';

const commandFor = (options: string[]) => [
	'--import',
	'tsx',
	join(__dirname, 'cli.ts'),
	'--port',
	'0',
	...options,
];

const started: ChildProcess[] = [];

afterEach(() => {
	for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Starts the command, and gives what it prints about itself. */
async function start(...options: string[]) {
	const child = spawn(process.execPath, commandFor(options));
	started.push(child);
	let output = '';
	for await (const part of child.stdout) {
		output += String(part);
		if (output.includes('Ctrl-C')) break;
	}
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
	const [, id, secret] = /Client ID +(\S+)\s+Client Secret +(\S+)/.exec(output) ?? [];
	const form = {
		grant_type: 'client_credentials',
		client_id: id,
		client_secret: secret,
		scope: 'api1',
	};
	return { child, url, form: new URLSearchParams(form as Record<string, string>) };
}

test('the command prints where it is and how to get in, and ends with Ctrl-C', async () => {
	const { child, url, form } = await start('--companies', '12', '--seed', '2');
	const { status } = await axios.post(`${url}/connect/token`, form);
	expect(status).toBe(200);
	expect((await axios.get<{ companies: number }>(url)).data.companies).toBe(12);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});

describe('A behavior file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
	const file = join(folder, 'tenant-behaviour.json');

	afterAll(() => rmSync(folder, { recursive: true }));

	test('says how it behaves, and the command line says it last', async () => {
		writeFileSync(file, '{ "tokenExpiresIn": 77, "tokenPermissions": false }');
		const options = ['--behaviour-file', file, '--behaviour', '{"tokenExpiresIn":78}'];
		const { child, url, form } = await start('--companies', '1', ...options);
		const { data } = await axios.post<object>(`${url}/connect/token`, form);
		child.kill('SIGINT');
		await once(child, 'exit');
		expect(data).toMatchObject({ expires_in: 78 });
		expect(data).not.toHaveProperty('permissions');
	});

	test('that is wrong ends it with a sentence', () => {
		writeFileSync(file, '{ "filters": "ignor" }');
		const args = commandFor(['--behaviour-file', file]);
		const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
		expect([status, stdout]).toEqual([1, '']);
		expect(stderr.trim().split('\n')).toEqual([
			'--behaviour-file does not know "ignor" for filters. Did you mean ignore?',
			'npm run simulator -- --help lists the options.',
		]);
	});
});
