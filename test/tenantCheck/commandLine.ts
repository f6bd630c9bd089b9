import { parseArgs } from 'node:util';
import { LOOKS } from './looks';
import { MAX_REQUESTS } from './check';

/** Something that the caller wrote cannot be done; the message is for them. */
export class UsageError extends Error {}

export interface Task {
	baseUrl: string;
	output: string;
	behaviourFile: string | undefined;
}

export const HELP = `Usage: npm run tenant-check -- --base-url <url> [options]

Looks at a Keepnet tenant without changing anything, and writes what it does into tenant-report.md and
tenant-report.json, without data of customers. Asks for Client ID and Client Secret, or takes them from
KEEPNET_CLIENT_ID and KEEPNET_CLIENT_SECRET.

  --base-url <url>         the API, e.g. https://api.keepnetlabs.com
  --output <folder>        where to write the report (.)
  --behaviour-file <path>  also write how the simulator behaves like this tenant
  --dry-run                print what would be asked, and ask nothing
  --help                   this text
`;

const OPTIONS = {
	'base-url': { type: 'string' },
	output: { type: 'string', default: '.' },
	'behaviour-file': { type: 'string' },
	'dry-run': { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false },
} as const;

function parse(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS }).values;
	} catch {
		// The argument itself is not repeated: somebody may have put a secret there.
		const known = Object.keys(OPTIONS).map((name) => `--${name}`);
		throw new UsageError(`There is no such option. The options are ${known.join(', ')}.`);
	}
}

/** What would be asked, a line for each request. */
export const dryRunText = () =>
	[
		...LOOKS.flatMap(({ title, asks }) => [title, ...asks.map((line) => `  ${line}`)]),
		`Where something is refused, more requests find out what: ${MAX_REQUESTS} at most, two at a time.`,
		'',
	].join('\n');

/**
 * @returns a text to print, or what to do
 * @throws UsageError
 */
export function readCommandLine(args: string[]): string | Task {
	const values = parse(args);
	if (values.help) return HELP;
	if (values['dry-run']) return dryRunText();
	const baseUrl = values['base-url'];
	if (!baseUrl) throw new UsageError('Say which Keepnet to look at: --base-url <url>.');
	return { baseUrl, output: values.output, behaviourFile: values['behaviour-file'] };
}
