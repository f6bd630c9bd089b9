import type { CompanyProfile } from '../company/profile';
import { dayAfter } from '../company/renewal';
import { checkedValue, type Order } from '../filter/order';

/** The API sorts points in time; in its time zone the day may be another than the one it writes. */
const lenient = (value: string | number) =>
	typeof value === 'string' ? dayAfter(value, 1) : value;

/**
 * Checks whether the API sorts as asked: a deployment may ignore an order, as it may ignore a condition (contract
 * section 3). Each page is checked by itself, because companies may change places between two requests.
 */
export class OrderWatch {
	isBroken = false;
	private readonly valueOf: ReturnType<typeof checkedValue>;

	constructor(private readonly order: Order) {
		this.valueOf = checkedValue(order);
	}

	/** @param page companies in the order in which they came */
	see(page: CompanyProfile[]): void {
		if (!this.valueOf || this.isBroken) return;
		let last: string | number | undefined;
		for (const value of page.map(this.valueOf)) {
			if (value === null) continue;
			this.isBroken ||= last !== undefined && this.isWrong(last, value);
			last = value;
		}
	}

	private isWrong(first: string | number, second: string | number): boolean {
		const [smaller, larger] = this.order.ascending ? [first, second] : [second, first];
		// The first comparison settles almost every case, and calendar arithmetic is slow.
		return smaller > larger && smaller > lenient(larger);
	}
}
