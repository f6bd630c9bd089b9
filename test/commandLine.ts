/** What the commands of this project have in common: options, --help, and sentences in place of stacks. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

import { nearNames } from '../nodes/Companies/parameters/names';

/** Something that whoever runs the command can put right; the message says how. */
export class ExplainedError extends Error {}

/** What was typed cannot be used. */
class UsageError extends ExplainedError {}

/** One option of a command. */
export interface Option<T> {
	/** What stands for the value in the help; a flag has none. */
	placeholder?: string;
	what: string;
	/** @param text as typed; undefined if the option is missing. @throws a sentence that begins after the option's name */
	read(text: string | undefined): T;
}

type Options = Readonly<Record<string, Option<unknown>>>;
type Values<O extends Options> = { [Name in keyof O]: ReturnType<O[Name]['read']> };

/** A command and how it is called. */
export interface Command<O extends Options> {
	/** As in `npm run <name>`. */
	name: string;
	about: string;
	options: O;
	/** What may follow the options: any number of these names. */
	names?: { placeholder: string; allowed: readonly string[] };
	/** Follows the options in the help. */
	more?: string;
}

/** What was asked for. */
export interface Request<O extends Options> {
	values: Values<O>;
	/** All allowed ones if none is given. */
	names: readonly string[];
}

export const flag = (what: string): Option<boolean> => ({
	what,
	read: (text) => text !== undefined,
});

/** A whole number within bounds. */
export function wholeNumber(
	what: string,
	{ initial, min, max }: { initial: number; min: number; max: number },
): Option<number> {
	return {
		placeholder: 'n',
		what: `${what} (${initial})`,
		read: (text = `${initial}`) => {
			const value = Number(text);
			if (/^\d+$/.test(text) && value >= min && value <= max) return value;
			const range = `${min} to ${max.toLocaleString('en-US')}`;
			throw new UsageError(`takes a whole number from ${range}, not "${text}".`);
		},
	};
}

export const port = (what: string, initial: number): Option<number> =>
	wholeNumber(what, { initial, min: 0, max: 65_535 });

export const companies = wholeNumber('how many companies the reseller has', {
	initial: 2500,
	min: 0,
	max: 1_000_000,
});

/** A sentence that says what was probably meant, or what there is to choose from. */
export function instead(typed: string, known: readonly string[], what: string): string {
	const near = nearNames(typed, known);
	return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `${what} ${known.join(', ')}.`;
}

function parse({ options, names }: Command<Options>, args: string[]) {
	const parsed: NonNullable<ParseArgsConfig['options']> = {
		help: { type: 'boolean', short: 'h' },
	};
	for (const [name, { placeholder }] of Object.entries(options)) {
		parsed[name] = { type: placeholder === undefined ? 'boolean' : 'string' };
	}
	try {
		return parseArgs({ args, options: parsed, allowPositionals: names !== undefined });
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		// The argument is not repeated: it may be a secret.
		if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') {
			throw new UsageError('There is an argument that belongs to no option.');
		}
		const [sentence] = message.split(/[.\n]/);
		const [, typed = ''] = /'(--?[^' ]+)/.exec(sentence ?? '') ?? [];
		const all = Object.keys(parsed).map((name) => `--${name}`);
		const hint = all.includes(typed) ? '' : ` ${instead(typed, all, 'The options are')}`;
		throw new UsageError(`${sentence}.${hint}`);
	}
}

/**
 * Reads what was typed after the command.
 *
 * @returns undefined if only help is wanted
 * @throws ExplainedError
 */
export function readArguments<O extends Options>(
	command: Command<O>,
	args: string[],
): Request<O> | undefined {
	const { values, positionals } = parse(command, args);
	if (values.help) return undefined;
	const read = Object.entries(command.options).map(([name, option]) => {
		const typed = values[name];
		try {
			return [name, option.read(typed === undefined || typed === false ? undefined : `${typed}`)];
		} catch (error) {
			if (!(error instanceof ExplainedError)) throw error;
			throw new UsageError(`--${name} ${error.message}`);
		}
	});
	const { placeholder = '', allowed = [] } = command.names ?? {};
	for (const name of positionals) {
		if (allowed.includes(name)) continue;
		const hint = instead(name, allowed, 'There are');
		throw new UsageError(`There is no ${placeholder} "${name}". ${hint}`);
	}
	return {
		values: Object.fromEntries(read) as Values<O>,
		names: positionals.length > 0 ? positionals : allowed,
	};
}

/** What `--help` prints. */
export function helpOf({ name, about, options, names, more }: Command<Options>): string {
	const lines = Object.entries(options).map(([option, { placeholder, what }]) => [
		placeholder === undefined ? `--${option}` : `--${option} <${placeholder}>`,
		what,
	]);
	lines.push(['--help', 'this text']);
	const width = Math.max(...lines.map(([left = '']) => left.length));
	const table = lines.map(([left = '', what = '']) => `  ${left.padEnd(width)}  ${what}`);
	const rest = names ? ` [${names.placeholder} …]` : '';
	const usage = `Usage: npm run ${name} -- [options]${rest}`;
	return `${[usage, '', about, '', ...table, ...(more ? ['', more] : [])].join('\n')}\n`;
}

const sentences: Readonly<
	Record<string, (error: NodeJS.ErrnoException & { port?: number }) => string>
> = {
	EADDRINUSE: ({ port: taken }) =>
		`Port ${taken} is in use. Stop the program that uses it, or choose another port (see --help).`,
	EADDRNOTAVAIL: () => 'This machine does not have the address of --host.',
	ENOTFOUND: () => 'There is no machine with the name of --host.',
	EACCES: ({ port: taken, path }) =>
		taken === undefined
			? `${path} cannot be written. Give your user access to it.`
			: `Only the system administrator may use port ${taken}. Choose one from 1024 on (see --help).`,
	EROFS: ({ path }) => `${path} cannot be written: its disk is read-only.`,
	EEXIST: ({ path }) => `${path} is a file, and a folder is needed. Move it away.`,
	ENOTDIR: ({ path }) => `${path} is not in a folder. Move the file that is in its way.`,
	ENOSPC: () => 'The disk is full. Make room and start again.',
};

/** A sentence for the person at the terminal; with a stack only where the project itself is wrong. */
export function explain(error: unknown, name: string): string {
	if (!(error instanceof Error)) return String(error);
	if (error instanceof UsageError) {
		return `${error.message}\nnpm run ${name} -- --help lists the options.`;
	}
	if (error instanceof ExplainedError) return error.message;
	const { code = '' } = error as NodeJS.ErrnoException;
	return sentences[code]?.(error) ?? error.stack ?? error.message;
}

/**
 * Does the work of a command; ends with exit code 1 and a sentence if it cannot.
 *
 * @param name as in `npm run <name>`
 */
export async function explained(name: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		process.stderr.write(`\n${explain(error, name)}\n`);
		process.exitCode = 1;
	}
}

/** Runs a command with what was typed. */
export async function runCommand<O extends Options>(
	command: Command<O>,
	work: (request: Request<O>) => Promise<void>,
): Promise<void> {
	await explained(command.name, async () => {
		const request = readArguments(command, process.argv.slice(2));
		if (request) await work(request);
		else process.stdout.write(helpOf(command));
	});
}
