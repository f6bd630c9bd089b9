import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import axios from 'axios';

test('the command prints where it is and how to get in, and ends with Ctrl-C', async () => {
	const cli = join(__dirname, 'cli.ts');
	const options = ['--port', '0', '--companies', '12', '--seed', '2'];
	const child = spawn(process.execPath, ['--import', 'tsx', cli, ...options]);
	let output = '';
	for await (const part of child.stdout) {
		output += String(part);
		if (output.includes('Ctrl-C')) break;
	}
	const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '';
	const [, id, secret] = /reseller +(\S+) +(\S+)/.exec(output) ?? [];
	const form = {
		grant_type: 'client_credentials',
		client_id: id,
		client_secret: secret,
		scope: 'api1',
	};
	const { status } = await axios.post(`${url}/connect/token`, new URLSearchParams(form));
	expect(status).toBe(200);
	expect((await axios.get<{ companies: number }>(url)).data.companies).toBe(12);
	child.kill('SIGINT');
	expect(await once(child, 'exit')).toEqual([0, null]);
});
