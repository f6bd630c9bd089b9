import { MAX_REQUESTS, USUAL_REQUESTS } from './check';
import { LOOKS } from './looks';

/** What would be asked, a line for each request. */
export const dryRunText = () =>
	[
		...LOOKS.flatMap(({ title, asks }) => [title, ...asks.map((line) => `  ${line}`)]),
		`About ${USUAL_REQUESTS} requests in all, two at a time. Where something is refused, more find out what: ${MAX_REQUESTS} at most.`,
		'',
	].join('\n');
