import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { name, version } from '../../package.json';
import { cellsOf, readDocument, rowsOf } from '../documentation';
import { simulate } from '../engine/support';
import type { Simulator } from '../simulator';

/** By its address: Node.js would look for it from the folder in which the command runs. */
const TSX = pathToFileURL(require.resolve('tsx')).href;
const COMMAND = ['--import', TSX, join(__dirname, 'tenantCheck.ts')];
const STACK = /^\s+at |node:internal|Error:/m;

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tenant-check-'));
});
const children: ChildProcess[] = [];
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(folder, { recursive: true });
});

interface Ending {
	code: number | null;
	output: string;
	/** The command's output and the content of all files that it wrote. */
	everything: string;
}

interface Login {
	clientId?: string;
	clientSecret?: string;
}

/** Runs a child process to its end; `onOutput` gets all that it has printed so far. */
async function ending(
	child: ChildProcess,
	onOutput: (output: string, child: ChildProcess) => void = () => {},
): Promise<Ending> {
	children.push(child);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (part: Buffer) => {
			output += part.toString();
			onOutput(output, child);
		});
	}
	const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
	const written = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ name }) => readFileSync(join(folder, name), 'utf8'));
	return { code, output, everything: [output, ...written].join('\n') };
}

/** A variable that is undefined is none of the child's. */
const environmentOf = ({ clientId, clientSecret }: Login): NodeJS.ProcessEnv => ({
	...process.env,
	KEEPNET_CLIENT_ID: clientId,
	KEEPNET_CLIENT_SECRET: clientSecret,
});

/** Runs the command without a terminal. */
async function call(
	args: string[],
	login: Login = {},
	onOutput?: (output: string, child: ChildProcess) => void,
): Promise<Ending> {
	const child = spawn(process.execPath, [...COMMAND, ...args], {
		cwd: folder,
		env: environmentOf(login),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = await ending(child, onOutput);
	expect(ended.everything).not.toMatch(STACK);
	return ended;
}

const check = async (
	{ url }: { url: string },
	login: Login,
	onOutput?: (output: string, child: ChildProcess) => void,
) => await call(['--base-url', url], login, onOutput);

const ANY_CLIENT = { clientId: 'a', clientSecret: 'b' };

const report = () => readFileSync(join(folder, 'tenant-report.md'), 'utf8');

const explainedLines = rowsOf(readDocument('docs/tenant-check.md').split('\n## ')[0] ?? '')
	.map((row) => (cellsOf(row)[0] ?? '').split('…')[0]?.trim() ?? '')
	.filter((line) => line.includes(' '));

/** What the report says under a heading. */
const under = (heading: string) =>
	(report().split(`## ${heading}\n`)[1] ?? '').split('\n## ')[0]?.trim();

/** Expects a report that says why it ends, after the parts that were found. */
function expectReport(reason: string, ...parts: string[]): void {
	const [, day = '', time = ''] = /^Checked on (\S+) at (\S+) UTC with /m.exec(report()) ?? [];
	const minutesAgo = (Date.now() - Date.parse(`${day}T${time}Z`)) / 60_000;
	expect(minutesAgo).toBeGreaterThanOrEqual(0);
	expect(minutesAgo).toBeLessThan(10);
	expect(report()).toContain(` UTC with ${name} ${version}.`);
	expect(report()).toContain(`The check did not come to its end: ${reason}.`);
	expect(explainedLines.filter((line) => `${reason}.`.startsWith(line))).toHaveLength(1);
	const found = [...report().matchAll(/^## (.*)$/gm)].map(([, title]) => title);
	const last = ['Limits', 'What the node makes up for here', 'What contradicts docs/contract.md'];
	expect(found).toEqual([...parts, ...last]);
	for (const heading of last.slice(1)) {
		expect(under(heading)).toMatch(
			parts.length > 0
				? new RegExp(`^Only about what was looked at: ${parts.join(', ')}\\.\n\n(?:Nothing\\.|- )`)
				: /^Not checked\.$/,
		);
	}
	expect(JSON.parse(readFileSync(join(folder, 'tenant-report.json'), 'utf8'))).toMatchObject({
		version,
		ended: reason,
	});
}

describe('Secrets', () => {
	it.each([
		[['--client-secret', 'hush-hush'], '--client-secret is refused, because others'],
		[['--client-secret=hush-hush'], '--client-secret is refused, because others'],
		[['--client-id', 'hush-hush'], '--client-id is refused, because others'],
		[['--clientSecret=hush-hush'], "Unknown option '--clientSecret'. Did you mean"],
		[['hush-hush'], 'There is an argument that belongs to no option.'],
	])('are no arguments: %j', async (args, sentence) => {
		const { code, output } = await call(['--base-url', 'http://127.0.0.1:1', ...args]);
		expect(code).toBe(1);
		expect(output).toContain(sentence);
		expect(output).not.toContain('hush');
		expect(readdirSync(folder)).toEqual([]);
	});

	it('are in no output and no file, even if Keepnet repeats them', async () => {
		const simulator = await simulate({ companies: 30 });
		const login = simulator.clients.reseller;
		const message = `No, ${login.clientId} with ${login.clientSecret}`;
		simulator.faults.add({ kind: 'status', status: 400, route: 'vendors', body: { message } });
		const { code, everything } = await call(
			['--base-url', simulator.url, '--behaviour-file', 'tenant-behaviour.json'],
			login,
		);
		expect(code).toBe(0);
		expect(simulator.faults.pending).toBe(0);
		expect(readdirSync(folder)).toHaveLength(3);
		const tokens = simulator.requests.flatMap(({ headers }) => headers.authorization ?? []);
		expect(tokens.length).toBeGreaterThan(10);
		for (const secret of [login.clientId, login.clientSecret, ...new Set(tokens)]) {
			expect(everything).not.toContain(secret.replace('Bearer ', ''));
		}
	});

	it('are necessary: without a terminal and without variables it stops', async () => {
		const { code, output } = await call(['--base-url', 'http://127.0.0.1:1']);
		expect([code, output.trim()]).toEqual([
			1,
			'There is no terminal to ask on: set KEEPNET_CLIENT_ID and KEEPNET_CLIENT_SECRET.',
		]);
		expect(readdirSync(folder)).toEqual([]);
	});
});

/** A terminal, which `script` of util-linux makes. */
describe('On a terminal', () => {
	async function type(simulator: Simulator, answers: Array<[question: string, typed: string]>) {
		const args = [...COMMAND, '--base-url', simulator.url];
		const command = [process.execPath, ...args].map((part) => `'${part}'`).join(' ');
		const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
			cwd: folder,
			env: environmentOf({}),
		});
		const left = [...answers];
		return await ending(child, (output) => {
			const [next] = left;
			if (!next || !output.includes(next[0])) return;
			left.shift();
			child.stdin.write(next[1]);
		});
	}

	it.each(['one after the other', 'pasted together'])(
		'it asks for both and shows neither: %s',
		async (how) => {
			const simulator = await simulate({ companies: 30 });
			const { clientId, clientSecret } = simulator.clients.reseller;
			const { code, output, everything } = await type(
				simulator,
				how === 'pasted together'
					? [['Client ID: ', `${clientId}\r${clientSecret}\r`]]
					: [
							['Client ID: ', `${clientId}\r`],
							['Client Secret: ', `${clientSecret}\r`],
						],
			);
			expect(code).toBe(0);
			expect(output).toContain('Written: tenant-report.md');
			expect(everything).not.toContain(clientId);
			expect(everything).not.toContain(clientSecret);
		},
	);

	it.each([
		['Ctrl-C', '\u0003'],
		['Ctrl-D', '\u0004'],
	])('it ends with %s in place of an answer', async (_key, typed) => {
		const simulator = await simulate({ companies: 1 });
		const { code, output } = await type(simulator, [['Client ID: ', typed]]);
		expect(code).toBe(1);
		expect(output).toContain('Stopped before anything was asked.');
		expect(simulator.requests).toEqual([]);
	});
});

describe('What ends the check is a sentence, and what was found is written', () => {
	it('a wrong secret', async () => {
		const simulator = await simulate({ companies: 1 });
		const login = { ...simulator.clients.reseller, clientSecret: 'hush-hush' };
		const { code, output, everything } = await check(simulator, login);
		const reason = 'Keepnet does not accept the Client ID or the Client Secret';
		expect(code).toBe(1);
		expect(output).toContain(`${reason}.\n`);
		expect(everything).not.toContain('hush');
		expectReport(reason);
		expect(simulator.requests.length).toBeGreaterThan(0);
		expect(report()).toMatch(new RegExp(`\\| Requests +\\| ${simulator.requests.length} +\\|`));
	});

	it('a port that nobody listens on: it says what it waits for', async () => {
		const { code, output } = await check({ url: 'http://127.0.0.1:9' }, ANY_CLIENT);
		const reason = 'Keepnet could not be reached';
		expect(code).toBe(1);
		expect(output).toMatch(
			/^1\/\d+ Token\nKeepnet does not answer, trying again …\nKeepnet could not be reached\.\n/,
		);
		expectReport(reason);
	});

	it('a client that is no Reseller', async () => {
		const simulator = await simulate({ companies: 1 });
		const { code, output } = await check(simulator, simulator.clients.companyAdmin);
		const reason = 'The client of this credential is not a Reseller';
		expect(code).toBe(1);
		expect(output).toContain(`${reason}.\n`);
		expectReport(reason, 'Token', 'Lookups');
	});

	it('an empty tenant', async () => {
		const simulator = await simulate({ rows: [] });
		const { code, output } = await check(simulator, simulator.clients.reseller);
		const reason = 'The tenant has no companies, so there is nothing to compare with';
		expect(code).toBe(1);
		expect(output).toContain(`${reason}.\n`);
		expectReport(reason, 'Token', 'Lookups', 'List');
	});

	it('a Base URL of something else, which answers with a page', async () => {
		const server = createServer((_request, response) => {
			response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Keepnet</title>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { code, output } = await check({ url }, ANY_CLIENT);
		server.close();
		const reason = 'The Base URL of the credential does not point to the Keepnet API';
		expect(code).toBe(1);
		expect(output).toContain(`${reason}.\n`);
		expectReport(reason);
	});

	it('a server that goes away in the middle', async () => {
		const simulator = await simulate({ companies: 300 });
		let isGone = false;
		const { code, output } = await check(simulator, simulator.clients.reseller, (printed) => {
			if (isGone || !printed.includes(' Orders')) return;
			isGone = true;
			void simulator.close();
		});
		const reason = 'Keepnet could not be reached';
		expect(code).toBe(1);
		expect(output).toContain(`${reason}.\n`);
		expect(report()).toContain(`The check did not come to its end: ${reason}.`);
		expect(report()).toMatch(/\| 1000 companies +\| accepted/);
	});

	it.each(['SIGINT', 'SIGTERM'] as const)('%s', async (signal) => {
		const simulator = await simulate({ companies: 300 });
		let killedAt = 0;
		const { code, output } = await check(
			simulator,
			simulator.clients.reseller,
			(printed, child) => {
				if (killedAt > 0 || !printed.includes(' Orders')) return;
				killedAt = Date.now();
				// An answer that would take longer than anybody waits.
				simulator.behaviour.latencyMs = 50_000;
				child.kill(signal);
				// npm and tsx pass it on as well, a little later.
				for (const ms of [2, 4, 8, 16, 32]) setTimeout(() => child.kill(signal), ms);
			},
		);
		expect(Date.now() - killedAt).toBeLessThan(20_000);
		// A signal that comes while Node.js is ending anyway leaves no exit code.
		expect([1, null]).toContain(code);
		expect(output).toContain('Written: tenant-report.md');
		expect(report()).toMatch(/The check did not come to its end: .*stopped/i);
		expect(report()).toMatch(/\| 1000 companies +\| accepted/);
	});
});

describe('The check comes to its end', () => {
	it('at a tenant with one company', async () => {
		const simulator = await simulate({ companies: 1 });
		const { code } = await check(simulator, simulator.clients.reseller);
		expect(code).toBe(0);
		expect(report()).toContain('\n\nThis Keepnet does what is documented, as far as its companies');
		expect(report()).toMatch(/\| CompanyName +\| not shown by these companies/);
	});

	it('at a server that limits requests, and keeps to its Retry-After', async () => {
		const simulator = await simulate({ companies: 100 });
		simulator.faults.add({ kind: 'rateLimit', seconds: 1, after: 5, times: 2 });
		const { code, output } = await check(simulator, simulator.clients.reseller);
		expect(code).toBe(0);
		expect(report()).toMatch(/\| Answered with 429 +\| [1-9]/);
		expect(report()).toMatch(/\| Headers about limits +\| retry-after/);
		expect(output).toContain('Keepnet limits requests, waiting as long as it says …');
		expect(simulator.statistics.impatientRepeats).toBe(0);
	});
});

it('leaves the report of an earlier check as it is where it is killed', async () => {
	writeFileSync(join(folder, 'tenant-report.md'), 'of yesterday');
	const simulator = await simulate({ companies: 300 });
	const { code } = await check(simulator, simulator.clients.reseller, (printed, child) => {
		if (printed.includes(' Orders')) child.kill('SIGKILL');
	});
	expect(code).toBeNull();
	expect(readdirSync(folder)).toEqual(['tenant-report.md']);
	expect(report()).toBe('of yesterday');
});

describe('A place that cannot be written is known before anything is asked', () => {
	it.each([
		['--output', 'file', 'file cannot be written (EEXIST)'],
		['--output', 'report', 'report/tenant-report.md cannot be written (EISDIR)'],
		['--behaviour-file', 'no/such.json', 'no/such.json cannot be written (ENOENT)'],
		['--behaviour-file', '/dev/null', '/dev/null cannot be written (not a file)'],
	])('%s %s', async (option, path, sentence) => {
		writeFileSync(join(folder, 'file'), '');
		mkdirSync(join(folder, 'report', 'tenant-report.md'), { recursive: true });
		const simulator = await simulate({ companies: 1 });
		const { code, output } = await call(
			['--base-url', simulator.url, option, path],
			simulator.clients.reseller,
		);
		expect(code).toBe(1);
		expect(output).toContain(`${sentence}. Choose another place with`);
		expect(simulator.requests).toEqual([]);
	});
});
