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

/** Asks on the terminal without an echo. */
async function ask(question: string, signal: AbortSignal): Promise<string> {
	process.stderr.write(question);
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
	const stopped = new AbortController();
	// Ctrl-C and Ctrl-D: a closed terminal never answers.
	lines.once('close', () => stopped.abort());
	try {
		return await lines.question('', { signal: AbortSignal.any([signal, stopped.signal]) });
	} catch {
		throw new ExplainedError('Stopped before anything was asked.');
	} finally {
		lines.close();
		process.stderr.write('\n');
	}
}

/** @throws ExplainedError where there is neither a terminal nor the variables */
export async function readSecrets(signal: AbortSignal) {
	const { KEEPNET_CLIENT_ID, KEEPNET_CLIENT_SECRET } = process.env;
	const isMissing = !KEEPNET_CLIENT_ID || !KEEPNET_CLIENT_SECRET;
	if (isMissing && !process.stdin.isTTY) {
		throw new ExplainedError(`There is no terminal to ask on: set ${VARIABLES}.`);
	}
	const clientId = KEEPNET_CLIENT_ID || (await ask('Client ID: ', signal));
	const clientSecret = KEEPNET_CLIENT_SECRET || (await ask('Client Secret: ', signal));
	return { clientId: clientId.trim(), clientSecret: clientSecret.trim() };
}
