import { readPage } from '../../../nodes/Companies/api/search';
import { buildSearchRequest } from '../../../nodes/Companies/api/searchRequest';
import { SORT_FIELDS } from '../../../nodes/Companies/filter/order';
import { profileRows } from '../../../nodes/Companies/list/companyReading';
import { OrderWatch } from '../../../nodes/Companies/list/orderWatch';
import {
	ask,
	deniedText,
	failureStatusIn,
	isDenied,
	sampleOf,
	type Denied,
	type Look,
	type Tenant,
} from '../look';

/** Every order that the API is asked for. */
export const ORDERS = SORT_FIELDS.map(({ names: [name] }) => name);
const LIMIT = 'NumberOfUsers';

type Verdict = Denied | 'kept' | 'ignored' | 'sorted as text' | 'not shown by these companies';

async function read(tenant: Tenant, orderBy: string, ascending: boolean) {
	const { page } = sampleOf(tenant);
	const request = buildSearchRequest([], { orderBy, ascending }, 1, page.pageSize);
	const found = await ask(tenant, (client) => readPage(client, request));
	if (isDenied(found)) return found;
	const today = new Date().toISOString().slice(0, 10);
	return profileRows(found.rows, 'auto', { today }).profiles;
}

const isTextOrder = (limits: string[]) =>
	limits.every((limit, at) => at === 0 || (limits[at - 1] ?? '') <= limit);

async function look(tenant: Tenant, orderBy: string): Promise<Verdict> {
	const profiles = await read(tenant, orderBy, true);
	if (isDenied(profiles)) return profiles;
	const watch = new OrderWatch({ orderBy, ascending: true });
	watch.see(profiles);
	if (watch.isBroken) {
		const limits = profiles.flatMap(({ company }) => company.writtenLimit ?? []);
		return orderBy === LIMIT && isTextOrder(limits) ? 'sorted as text' : 'ignored';
	}
	if (watch.isProven) return 'kept';
	const end = await read(tenant, orderBy, false);
	if (isDenied(end)) return end;
	if (watch.isProvenBy(end)) return 'kept';
	return watch.isBroken ? 'ignored' : 'not shown by these companies';
}

/** Whether the list comes in the order that it is asked for. */
export const ordersLook: Look = {
	title: 'Orders',
	asks: ORDERS.map((name) => `POST /api/companies/search, by ${name}, ascending`),
	async run(tenant) {
		const found = new Map<string, Verdict>();
		for (const name of ORDERS) found.set(name, await look(tenant, name));
		const named = (fits: (verdict: Verdict) => boolean) =>
			ORDERS.filter((name) => fits(found.get(name) ?? 'kept'));
		const ignored = named((verdict) => verdict === 'ignored');
		const refused = named((verdict) => isDenied(verdict) && verdict.how === 'refused');
		const failing = named((verdict) => isDenied(verdict) && verdict.how === 'failed');
		const notKept = [...ignored, ...refused, ...failing];
		return {
			lines: [...found].map(([what, verdict]) => ({
				what,
				verdict: isDenied(verdict) ? deniedText(verdict) : verdict,
			})),
			madeUpFor: notKept.length > 0 ? [`The node sorts by ${notKept.join(', ')} itself.`] : [],
			contradicts: notKept.map((name) => `The list cannot be sorted by ${name}.`),
			behaviour: {
				orderByIgnored: ignored,
				orderByRefused: refused,
				orderByFailing: failing,
				...failureStatusIn([...found.values()]),
				...(found.get(LIMIT) === 'sorted as text' && { limitsSortedAs: 'text' as const }),
			},
		};
	},
};
