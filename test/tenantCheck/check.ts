import type { Behaviour } from '../simulator';
import { connect, type Delay, type Login } from './connection';
import { sentenceOf, type Found, type Look, type Tenant } from './look';
import { LOOKS } from './looks';

/** What a tenant that is as documented takes. */
export const USUAL_REQUESTS = 38;

/** More requests than this are never sent, repeated ones included. */
export const MAX_REQUESTS = 250;

/** What came of a look. */
export interface Section extends Pick<Found, 'lines'>, Pick<Look, 'title' | 'about'> {}

export interface Result {
	/** When the check began: ISO 8601 in UTC. */
	checkedAt: string;
	/** The looks that came to their end. */
	looked: string[];
	sections: Section[];
	madeUpFor: string[];
	contradicts: string[];
	behaviour: Partial<Behaviour>;
	requests: number;
	/** Why the check ended before its end; absent where it did not. */
	ended?: string;
}

export interface CheckOptions {
	signal: AbortSignal;
	/** Called before each look. */
	onLook?: (title: string, number: number, of: number) => void;
	/** Called after each request that is sent again after a wait. */
	onDelay?: (why: Delay) => void;
}

function add(result: Result, { title, about }: Pick<Look, 'title' | 'about'>, found: Found): void {
	const { lines, madeUpFor = [], contradicts = [], behaviour } = found;
	result.sections.push({ title, about, lines });
	result.madeUpFor.push(...madeUpFor);
	result.contradicts.push(...contradicts);
	Object.assign(result.behaviour, behaviour);
}

function reasonOf(error: unknown, tenant: Tenant | undefined): string {
	if (tenant?.watch.isOverBudget) {
		return `The check ended after ${MAX_REQUESTS} requests, the most that it sends`;
	}
	if (tenant?.signal.aborted) return 'It was stopped';
	return sentenceOf(error);
}

/** Looks at a tenant without changing anything. What was found before an error is in the result as well. */
export async function checkTenant(login: Login, options: CheckOptions): Promise<Result> {
	const result: Result = {
		checkedAt: new Date().toISOString(),
		looked: [],
		sections: [],
		madeUpFor: [],
		contradicts: [],
		behaviour: {},
		requests: 0,
	};
	let tenant: Tenant | undefined;
	try {
		tenant = await connect(login, { budget: MAX_REQUESTS, ...options });
		for (const [at, look] of LOOKS.entries()) {
			options.onLook?.(look.title, at + 1, LOOKS.length);
			add(result, look, await look.run(tenant));
			result.looked.push(look.title);
			const { page, profiles = [1] } = tenant.sample ?? {};
			if (profiles.length === 0) {
				const what = page?.count === 0 ? 'The tenant has no companies' : 'No company has an ID';
				result.ended = `${what}, so there is nothing to compare with`;
				break;
			}
		}
	} catch (error) {
		result.ended = reasonOf(error, tenant);
	}
	if (tenant) addTraffic(result, tenant);
	return result;
}

const LIMITS = {
	title: 'Limits',
	about: 'How much Keepnet was asked, and whether it asked the check to slow down.',
};

function addTraffic(result: Result, { watch }: Tenant): void {
	result.requests = watch.requests;
	const headers = [...watch.limitHeaders].sort().join(', ');
	add(result, LIMITS, {
		lines: [
			{ what: 'Requests', verdict: String(watch.requests) },
			{ what: 'Answered with 429', verdict: String(watch.limited) },
			{ what: 'Headers about limits', verdict: headers || 'none' },
		],
		madeUpFor: watch.limited > 0 ? ['Requests are limited: the node waits and repeats them.'] : [],
	});
}
