import type { RequestOrder } from '../api/searchRequest';
import { FEW_TIES } from '../filter/order';

/**
 * In which order each pass over a list asks for it: a list that came in pieces is read again in another order than
 * before, so that what was hidden at the edge of a page then is in the middle of one now.
 */
export class PassOrders {
	private readonly others: RequestOrder[];

	/** @param asked the order of the first pass */
	constructor(private readonly asked: RequestOrder) {
		this.others = FEW_TIES.filter(
			({ orderBy, ascending }) => orderBy !== asked.orderBy || ascending !== asked.ascending,
		);
	}

	/** @param pass from 1 */
	of(pass: number): RequestOrder {
		if (pass === 1 || this.others.length === 0) return this.asked;
		return this.others[(pass - 2) % this.others.length];
	}

	/** The API does not sort like this: from now on, passes are in the order that it has accepted. */
	refuse(order: RequestOrder): void {
		const isOther = ({ orderBy }: RequestOrder) => orderBy !== order.orderBy;
		this.others.splice(0, this.others.length, ...this.others.filter(isOther));
	}
}
