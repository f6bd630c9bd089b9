import { SORT_FIELDS, type Order } from '../../../nodes/Companies/filter/order';
import type { CompanyProfile } from '../../../nodes/Companies/company/profile';
import { OrderWatch } from '../../../nodes/Companies/list/orderWatch';
import { isHardlyChance } from '../chance';
import { deniedText, failureStatusIn, isDenied, sampleOf, type Denied } from '../look';
import type { Look, Tenant } from '../look';
import { profilesOf, readList } from '../readList';
import { twoAtOnce } from '../twoAtOnce';

/** Every order that the API is asked for. */
export const ORDERS = SORT_FIELDS.map(({ names: [name] }) => name);
const LIMIT = 'NumberOfUsers';

const NOT_SHOWN = 'not shown by these companies';

type Verdict = Denied | 'kept' | 'ignored' | 'sorted as text' | typeof NOT_SHOWN;

interface Read {
	order: Order;
	profiles: CompanyProfile[];
}

/** What another look has read in this order, in one of its directions. */
function readBefore(tenant: Tenant, orderBy: string): Read | undefined {
	const { page, order } = sampleOf(tenant);
	const pages = [{ result: page, order }, ...(tenant.largePages ?? [])];
	const [largest] = pages.reverse().flatMap(({ result, order: asked }): Read[] => {
		if (isDenied(result) || asked.orderBy !== orderBy) return [];
		return [{ order: asked, profiles: profilesOf(result, tenant) }];
	});
	return largest;
}

async function read(tenant: Tenant, order: Order): Promise<Read | Denied> {
	const page = await readList(tenant, { order });
	return isDenied(page) ? page : { order, profiles: profilesOf(page, tenant) };
}

/** @param pages that are not in the order that they were asked for */
function withoutOrder(orderBy: string, pages: Read[]): Verdict {
	const isTextOrder = pages.every(({ order, profiles }) => {
		const limits = profiles.flatMap(({ company }) => company.writtenLimit ?? []);
		if (!order.ascending) limits.reverse();
		return limits.every((limit, at) => at === 0 || (limits[at - 1] ?? '') <= limit);
	});
	return orderBy === LIMIT && isTextOrder ? 'sorted as text' : 'ignored';
}

async function look(tenant: Tenant, orderBy: string): Promise<Verdict> {
	const found = readBefore(tenant, orderBy) ?? (await read(tenant, { orderBy, ascending: true }));
	if (isDenied(found)) return found;
	const { order, profiles } = found;
	const watch = new OrderWatch(order);
	watch.see(profiles);
	if (watch.isBroken) return withoutOrder(orderBy, [found]);
	if (watch.isProven || isHardlyChance(order, profiles)) return 'kept';
	if (profiles.length < 2) return NOT_SHOWN;
	const end = await read(tenant, { orderBy, ascending: !order.ascending });
	if (isDenied(end)) return end;
	if (watch.isProvenBy(end.profiles)) return 'kept';
	if (!watch.isBroken) return NOT_SHOWN;
	return withoutOrder(orderBy, [found, end]);
}

/** Whether the list comes in the order that it is asked for. */
export const ordersLook: Look = {
	title: 'Orders',
	about:
		'Whether Keepnet sorts the list. Where it does not, the node sorts, which takes longer with many companies.',
	asks: [
		...ORDERS.map((name) => `POST /api/companies/search, by ${name}, unless it was read so before`),
		'POST /api/companies/search, the other way round, where the first page does not show it',
	],
	async run(tenant) {
		const verdicts = await twoAtOnce(ORDERS, async (name) => await look(tenant, name));
		const found = new Map(ORDERS.map((name, at) => [name, verdicts[at] ?? 'kept']));
		const named = (fits: (verdict: Verdict) => boolean) =>
			ORDERS.filter((name) => fits(found.get(name) ?? 'kept'));
		const ignored = named((verdict) => verdict === 'ignored');
		const refused = named((verdict) => isDenied(verdict) && verdict.how === 'refused');
		const failing = named((verdict) => isDenied(verdict) && verdict.how === 'failed');
		const isTextOrder = found.get(LIMIT) === 'sorted as text';
		const notKept = [...ignored, ...refused, ...failing];
		return {
			lines: [...found].map(([what, verdict]) => ({
				what,
				verdict: isDenied(verdict) ? deniedText(verdict) : verdict,
			})),
			madeUpFor: [
				...(notKept.length > 0 ? [`The node sorts by ${notKept.join(', ')} itself.`] : []),
				...(isTextOrder ? ['License limits are sorted as texts: the node sorts them itself.'] : []),
			],
			contradicts: notKept.map((name) => `The list cannot be sorted by ${name}.`),
			behaviour: {
				orderByIgnored: ignored,
				orderByRefused: refused,
				orderByFailing: failing,
				...failureStatusIn([...found.values()]),
				...(isTextOrder && { limitsSortedAs: 'text' as const }),
			},
		};
	},
};
