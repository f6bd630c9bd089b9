import { MAX_REQUESTS } from './check';
import { LOOKS } from './looks';

/** What would be asked, a line for each request. */
export const dryRunText = () =>
	[
		...LOOKS.flatMap(({ title, asks }) => [title, ...asks.map((line) => `  ${line}`)]),
		`Where something is refused, more requests find out what: ${MAX_REQUESTS} at most, two at a time.`,
		'',
	].join('\n');
