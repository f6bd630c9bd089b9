import type { Behaviour } from '../behaviour';
import { compileFilter } from '../filter/compile';
import { failure, inputError } from '../http/refusal';
import type { CompanyStore } from '../tenant/store';
import type { Company } from '../tenant/row';
import { orderKey, sortCompanies } from './order';
import type { SearchRequest } from './request';

const kept = 8;

function appliesFlag(behaviour: Behaviour): boolean {
	const { overLimitFlag } = behaviour;
	if (overLimitFlag === 'fail') throw failure(behaviour);
	if (overLimitFlag === 'refuse') {
		throw inputError('isTargetUserCountExceededLimit is not supported.');
	}
	return overLimitFlag === 'apply';
}

/** Finds and orders companies; caches the latest results, because a sweep requests them page by page. */
export class Selections {
	private readonly results = new Map<string, readonly Company[]>();

	private shuffles = 0;

	constructor(private readonly store: CompanyStore) {}

	/** All companies that match a request, in its order. */
	find(request: SearchRequest, behaviour: Behaviour): readonly Company[] {
		const key = orderKey(request.orderBy, behaviour);
		const isWanted = compileFilter(request.filter, behaviour);
		const flag = request.isTargetUserCountExceededLimit === true && appliesFlag(behaviour);
		const salt = behaviour.tieOrder === 'shuffled' ? `${this.shuffles++}` : undefined;

		const { orderBy, ascending, filter } = request;
		const { filters, ignoredFields, searchText, lettersI, dateFormat } = behaviour;
		const { orderByIgnored, limitsSortedAs } = behaviour;
		const name = JSON.stringify([
			[this.store.version, salt, flag, orderBy, ascending, filter],
			[filters, ignoredFields, searchText, lettersI, dateFormat, orderByIgnored, limitsSortedAs],
		]);
		const known = this.results.get(name);
		if (known !== undefined) return known;

		const found = this.store.all().filter((c) => (!flag || c.isOverLimit) && isWanted(c));
		sortCompanies(found, key, ascending, salt);
		this.remember(name, found);
		return found;
	}

	private remember(name: string, found: readonly Company[]): void {
		const [oldest] = this.results.keys();
		if (this.results.size >= kept) this.results.delete(oldest);
		this.results.set(name, found);
	}
}
