import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** The Node.js that scripts and npm use, if it is not this process's. */
	node?: string;
}

/** This process's variables without those by which npm, Jest and n8n would affect a child process. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
	const unwanted = /^(npm_|N8N_|DB_|EXECUTIONS_|QUEUE_|JEST_|NODE_OPTIONS$|NODE_ENV$|NODE_PATH$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}

/** Puts the folder of a Node.js binary first on the PATH. */
export const pathWith = (node: string) => `${dirname(node)}${delimiter}${process.env.PATH}`;

/** Runs a command to its end and returns its output; an error contains the last lines. */
export async function run(
	command: string,
	args: string[],
	{ cwd, env, node }: CommandOptions = {},
): Promise<string> {
	const child = spawn(command, args, {
		cwd,
		env: { ...cleanEnvironment(), ...(node && { PATH: pathWith(node) }), ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	let all = '';
	child.stdout.on('data', (chunk: Buffer) => {
		output += chunk;
		all += chunk;
	});
	child.stderr.on('data', (chunk: Buffer) => (all += chunk));

	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) return resolve(output.trim());
			const lines = all.trim().split('\n').slice(-20).join('\n');
			reject(new Error(`"${[command, ...args].join(' ')}" ended with code ${code}:\n${lines}`));
		});
	});
}
