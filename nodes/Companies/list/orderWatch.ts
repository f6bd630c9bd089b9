import type { CompanyProfile } from '../company/profile';
import { dayAfter } from '../company/renewal';
import { checkOf, type CheckedValue, type Order } from '../filter/order';

type Value = string | number;

/** Below 0 if the first comes first in every sorted list, above 0 if the second does, 0 if that depends on the deployment. */
type Compare = (first: Value, second: Value) => number;

/** This many steps in the right order are hardly chance: one unsorted list in 362,880 begins like this. */
const MIN_STEPS = 8;

/** A letter or digit that every collation has in the same place. */
const isPlain = (char: string | undefined) => char !== undefined && /^[a-z\d]$/i.test(char);

/** Collations differ in case, accents, spaces and signs, so only plain letters and digits after the same beginning count. */
function compareTexts(first: string, second: string): number {
	let at = 0;
	while (at < first.length && first[at] === second[at]) at++;
	const [left, right] = [first.charAt(at), second.charAt(at)];
	if (!isPlain(left) || !isPlain(right)) return 0;
	const byUnit = left < right ? -1 : Number(left > right);
	const [lowLeft, lowRight] = [left.toLowerCase(), right.toLowerCase()];
	const byLetter = lowLeft < lowRight ? -1 : Number(lowLeft > lowRight);
	return byUnit === byLetter ? byUnit : 0;
}

/** The API sorts points in time; in its time zone the day may be another than the one it writes. */
function compareDays(first: string, second: string): number {
	if (first <= second) return first < second ? -1 : 0;
	// Calendar arithmetic is slow, and the first comparison settles almost every case.
	return first > dayAfter(second, 1) ? 1 : 0;
}

const compareNumbers: Compare = (first, second) => Number(first) - Number(second);

const COMPARE: Readonly<Record<CheckedValue['kind'], Compare>> = {
	text: (first, second) => compareTexts(String(first), String(second)),
	date: (first, second) => compareDays(String(first), String(second)),
	number: compareNumbers,
	limit: compareNumbers,
};

/** Whether two limits would be the other way round if the API sorted them as texts. */
const showsNumbers = (smaller: Value, larger: Value) => String(smaller) > String(larger);

/**
 * Checks whether the API sorts as asked: a deployment may ignore an order, as it may ignore a condition (contract
 * section 3), and it stores license limits as texts.
 */
export class OrderWatch {
	isBroken = false;
	private readonly checked: CheckedValue | undefined;
	private readonly compare: Compare;
	private first: Value | undefined;
	private last: Value | undefined;
	/** Pairs of neighbors in the right order. */
	private steps = 0;
	private isUnsure = false;
	private isSortedAsKind: boolean;

	constructor(private readonly order: Order) {
		this.checked = checkOf(order);
		this.compare = COMPARE[this.checked?.kind ?? 'text'];
		this.isSortedAsKind = this.checked?.kind !== 'limit';
	}

	/** Whether companies in this order are surely the first ones of the list, or nothing can show it. */
	get isProven(): boolean {
		if (!this.checked) return true;
		return !this.isBroken && this.isSortedAsKind && this.steps >= MIN_STEPS;
	}

	/** Whether a list that was read to its end may be in another order, because its values show little. */
	get isDoubtful(): boolean {
		return this.isUnsure && !this.isProven;
	}

	/** @param page companies in the order in which they came */
	see(page: CompanyProfile[]): void {
		for (const value of this.valuesOf(page)) {
			if (this.last !== undefined) this.step(this.last, value);
			this.first ??= value;
			this.last = value;
		}
	}

	/**
	 * Whether the end of the list is where it belongs. An API that ignores the order has the same companies at both ends.
	 *
	 * @param end the first companies in the opposite direction
	 */
	isProvenBy(end: CompanyProfile[]): boolean {
		const { first, last } = this;
		const values = this.valuesOf(end).reverse();
		const outermost = values.at(-1);
		if (first === undefined || last === undefined || outermost === undefined) return false;
		for (const [at, value] of values.entries()) this.step(values[at - 1] ?? value, value);
		this.step(first, outermost);
		this.step(last, outermost);
		return !this.isBroken && this.isSortedAsKind && this.inOrder(first, outermost) < 0;
	}

	/** Without unknown values and unlimited licenses, which are at one end or in between. */
	private valuesOf(page: CompanyProfile[]): Value[] {
		if (!this.checked) return [];
		return page
			.map(this.checked.value)
			.filter((value) => value !== null && value !== Infinity) as Value[];
	}

	private inOrder(first: Value, second: Value): number {
		return this.order.ascending ? this.compare(first, second) : this.compare(second, first);
	}

	private step(first: Value, second: Value): void {
		const compared = this.inOrder(first, second);
		if (compared > 0) this.isBroken = true;
		if (compared < 0) this.steps++;
		if (compared === 0 && first !== second) this.isUnsure = true;
		const [smaller, larger] = this.order.ascending ? [first, second] : [second, first];
		if (compared < 0 && showsNumbers(smaller, larger)) this.isSortedAsKind = true;
	}
}
