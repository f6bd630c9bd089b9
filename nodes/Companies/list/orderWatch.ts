import type { CompanyProfile } from '../company/profile';
import { dayAfter } from '../company/renewal';
import type { Order } from './order';
import { isComputed } from './order';

type Value = string | number | null;

/** Values whose order is beyond doubt; how names are sorted is a matter of language. */
const VALUE: ReadonlyMap<string, (profile: CompanyProfile) => Value> = new Map([
	['TargetUserCount', ({ company }: CompanyProfile): Value => company.users],
	['LicenseEndDate', ({ renewalDay }) => renewalDay],
	['RenewalDate', ({ renewalDay }) => renewalDay],
	['CreateTime', ({ createdDay }) => createdDay],
]);

/** The API sorts points in time, and the day that it writes may be another one in its time zone. */
const lenient = (value: string | number) =>
	typeof value === 'string' ? dayAfter(value, 1) : value;

/**
 * Watches whether the API sorts as asked: a deployment may ignore an order like it may ignore a condition (contract
 * section 3). Each page is judged by itself, because companies may change places between two requests.
 */
export class OrderWatch {
	isBroken = false;
	private readonly valueOf: ((profile: CompanyProfile) => Value) | undefined;

	constructor(private readonly order: Order) {
		this.valueOf = isComputed(order) ? undefined : VALUE.get(order.orderBy);
	}

	/** Looks at companies of one page, in the order in which they came. */
	see(page: CompanyProfile[]): void {
		if (!this.valueOf || this.isBroken) return;
		const values = page.map(this.valueOf).filter((value) => value !== null);
		this.isBroken = values.some(
			(value, index) => index > 0 && this.isWrong(values[index - 1], value),
		);
	}

	private isWrong(first: string | number, second: string | number): boolean {
		const [smaller, larger] = this.order.ascending ? [first, second] : [second, first];
		// Almost always the first comparison settles it, and the calendar is slow.
		return smaller > larger && smaller > lenient(larger);
	}
}
