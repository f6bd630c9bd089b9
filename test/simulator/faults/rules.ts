import type { RouteName } from '../routes/route';
import type { Fault, FaultRule } from './fault';

/** A rule that was added. */
export interface AddedFault {
	/** How often it has struck. */
	readonly hits: number;
	/** Removes the rule. */
	remove(): void;
}

interface Entry extends AddedFault {
	rule: FaultRule;
	hits: number;
	seen: number;
}

/** The part of a request's body that rules are about. */
type Paged = Partial<Record<'pageNumber' | 'pageSize', unknown>>;

const pagedOf = (body: unknown): Paged => (typeof body === 'object' && body !== null ? body : {});

function fits(rule: FaultRule, name: RouteName, body: unknown): boolean {
	const { route = 'api', pageNumber, minPageSize } = rule;
	const page = pagedOf(body);
	const isRoute = route === 'any' || (route === 'api' ? name !== 'token' : route === name);
	const isPage = pageNumber === undefined || pageNumber === page.pageNumber;
	return isRoute && isPage && (minPageSize === undefined || Number(page.pageSize) >= minPageSize);
}

/** What goes wrong, and when; the first matching rule strikes. */
export class FaultRules {
	private entries: Entry[] = [];

	add(rule: FaultRule): AddedFault {
		const entry: Entry = {
			rule,
			hits: 0,
			seen: 0,
			remove: () => {
				this.entries = this.entries.filter((other) => other !== entry);
			},
		};
		this.entries.push(entry);
		return entry;
	}

	/** Removes all rules. */
	clear(): void {
		this.entries = [];
	}

	/** Number of rules that have strikes left. */
	get pending(): number {
		return this.entries.filter(({ rule, hits }) => hits < (rule.times ?? 1)).length;
	}

	/** The fault that strikes a request, if any. */
	take(name: RouteName, body: unknown): Fault | undefined {
		for (const entry of this.entries) {
			const { times = 1, after = 0 } = entry.rule;
			if (entry.hits < times && fits(entry.rule, name, body) && entry.seen++ >= after) {
				entry.hits++;
				return entry.rule;
			}
		}
		return undefined;
	}
}
