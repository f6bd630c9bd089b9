import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import { checkOf, type Order } from '../../nodes/Companies/filter/order';
import { OrderWatch } from '../../nodes/Companies/list/orderWatch';

/** Rarer than this is no chance: what `OrderWatch` takes for a proof, nine values one after the other. */
const CHANCE = 1 / 362_880;

/** Whether one company surely comes before another in every list in this order. */
function isStep(order: Order, first: CompanyProfile, second: CompanyProfile): boolean {
	const pair = new OrderWatch(order);
	pair.see([first]);
	return pair.isProvenBy([second]);
}

/**
 * Whether companies that came in an order would hardly do so in a list that is not sorted. A few values of which each has many
 * companies show it as well as many values.
 *
 * @param profiles in the order in which they came, which nothing in them contradicts
 */
export function isHardlyChance(order: Order, profiles: CompanyProfile[]): boolean {
	const known = profiles.filter((profile) => checkOf(order)?.value(profile) != null);
	let [chance, run] = [1, 0];
	for (const [at, profile] of known.entries()) {
		const before = known[at - 1];
		run = before && isStep(order, before, profile) ? 1 : run + 1;
		// Of all arrangements, this share has a company where it may as well stand.
		chance *= run / (at + 1);
	}
	return chance < CHANCE;
}
