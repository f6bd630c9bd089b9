import { LIMITS } from '../limits';
import type { ErrorTexts } from './errorKinds';
import { redact } from './redact';

const ISSUES = 'https://github.com/n8n-nodes-keepnet-reseller/n8n-nodes-keepnet-reseller/issues';
/** What JavaScript itself throws; neither n8n nor this package throws these on purpose. */
const OF_JAVASCRIPT = /^(Type|Range|Reference|Syntax|Eval|URI)Error$/;
const STACK_FRAME = /^\s*at .*$/m;
/** In a package of n8n, but not in a dependency below it. */
const OF_N8N =
	/[\\/]node_modules[\\/](?:n8n|n8n-core|n8n-workflow|@n8n[\\/][^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/;
/** The first frame in this package: its folder, file and line. */
const PLACE = /[\\/]nodes[\\/]Companies[\\/]([\w\\/.]+:\d+)/;

/** Whether JavaScript threw this because of a bug in this package, and not in n8n's own code. */
export function isBug(error: unknown): error is Error {
	if (typeof error !== 'object' || error === null) return false;
	const { name, stack = '' } = error as Partial<Error>;
	const [where = ''] = STACK_FRAME.exec(stack) ?? [];
	return OF_JAVASCRIPT.test(name ?? '') && !OF_N8N.test(where);
}

/** What the user reads about a bug, and can report. */
export function bugTexts({ name, message, stack = '' }: Error): ErrorTexts {
	const place = PLACE.exec(stack)?.[1];
	const words = redact(`${name}: ${message}`.slice(0, LIMITS.maxServerSentence), []);
	return {
		message: 'The Keepnet node has a bug',
		description: `Please report it at ${ISSUES} with the settings of the node and this text: ${words}${
			place === undefined ? '' : ` (${place})`
		}`,
	};
}
