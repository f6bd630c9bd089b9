import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ExplainedError, type Option } from '../commandLine';

const VARIABLES = 'KEEPNET_CLIENT_ID and KEEPNET_CLIENT_SECRET';

/** An option that somebody would look for, and that nobody may use: every user of a machine can read its arguments. */
const never = (variable: string): Option<void> => ({
	placeholder: '-',
	what: `refused, because others could read it: type it when asked, or set ${variable}`,
	read: (typed) => {
		if (typed === undefined) return;
		throw new ExplainedError(
			`is refused, because others on this machine could read it. Type it when the command asks, or set ${variable}.`,
		);
	},
});

export const refusedOptions = {
	'client-id': never('KEEPNET_CLIENT_ID'),
	'client-secret': never('KEEPNET_CLIENT_SECRET'),
};

/** A terminal that shows nothing of what is typed, from now until it is closed. */
class SilentTerminal {
	private readonly lines = createInterface({
		input: process.stdin,
		output: new Writable({ write: (_chunk, _encoding, done) => done() }),
		terminal: true,
	});

	/** Keeps lines that are pasted together with the one before. */
	private readonly answers = this.lines[Symbol.asyncIterator]();

	constructor(signal: AbortSignal) {
		signal.addEventListener('abort', () => this.close(), { once: true });
	}

	/** @throws ExplainedError on Ctrl-C and Ctrl-D */
	async ask(question: string): Promise<string> {
		process.stderr.write(question);
		const { done, value } = await this.answers.next();
		process.stderr.write('\n');
		if (done) throw new ExplainedError('Stopped before anything was asked.');
		return value;
	}

	close(): void {
		this.lines.close();
	}
}

/** @throws ExplainedError where there is neither a terminal nor the variables */
export async function readSecrets(signal: AbortSignal) {
	const { KEEPNET_CLIENT_ID: id, KEEPNET_CLIENT_SECRET: secret } = process.env;
	if (id && secret) return { clientId: id.trim(), clientSecret: secret.trim() };
	if (!process.stdin.isTTY) {
		throw new ExplainedError(`There is no terminal to ask on: set ${VARIABLES}.`);
	}
	const terminal = new SilentTerminal(signal);
	try {
		const clientId = id || (await terminal.ask('Client ID: '));
		const clientSecret = secret || (await terminal.ask('Client Secret: '));
		return { clientId: clientId.trim(), clientSecret: clientSecret.trim() };
	} finally {
		terminal.close();
	}
}
