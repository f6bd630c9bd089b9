import type { RequestOrder } from '../api/searchRequest';
import { FEW_TIES } from '../filter/order';

/**
 * The order of each sweep over a list. A list that came in pieces is read again in another order, so that companies that
 * were hidden at the edge of a page are in the middle of one.
 */
export class SweepOrders {
	private others: RequestOrder[];

	/** @param first the order of the first sweep */
	constructor(private readonly first: RequestOrder) {
		this.others = FEW_TIES.filter(
			({ orderBy, ascending }) => orderBy !== first.orderBy || ascending !== first.ascending,
		);
	}

	/** @param sweep from 1 */
	of(sweep: number): RequestOrder {
		const other = this.others[(sweep - 2) % this.others.length];
		return sweep === 1 ? this.first : (other ?? this.first);
	}

	/** Uses an order no more that the API refuses. */
	refuse({ orderBy }: RequestOrder): void {
		this.others = this.others.filter((other) => other.orderBy !== orderBy);
	}
}
