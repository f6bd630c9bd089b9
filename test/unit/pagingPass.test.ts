import type { Page } from '../../nodes/Companies/api/search';
import { readSweep, SweepOrders } from '../../nodes/Companies/list/sweep';

/** A list of the given number of rows, read in pages of a certain size. */
function list(count: number, pageSize: number, changes: Partial<Page> = {}) {
	const page = (pageNumber: number): Page => {
		const before = (pageNumber - 1) * pageSize;
		const rows = Array.from(
			{ length: Math.max(0, Math.min(pageSize, count - before)) },
			(_, index) => ({ companyResourceId: String(before + index) }),
		);
		return { pageNumber, pageSize, total: count, rows, count: rows.length, ms: 1, ...changes };
	};
	return page;
}

async function numbers(pages: AsyncGenerator<Page>): Promise<number[]> {
	const found: number[] = [];
	for await (const { pageNumber } of pages) found.push(pageNumber);
	return found;
}

describe('One sweep over a list', () => {
	const read = async (page: (pageNumber: number) => Page, inFlight = 3) =>
		await numbers(
			readSweep(
				page(1),
				async (pageNumber) => page(pageNumber),
				() => inFlight,
			),
		);

	it.each([
		[0, [1]],
		[9, [1]],
		[25, [1, 2, 3]],
		// One more, because a last page that is full need not be the last.
		[30, [1, 2, 3, 4]],
	])('of %i rows reads the pages %j', async (count, expected) => {
		expect(await read(list(count, 10))).toEqual(expected);
	});

	it('without a total reads up to the first empty page', async () => {
		expect(await read(list(25, 10, { total: undefined }))).toEqual([1, 2, 3, 4]);
	});

	it('ends if the total promises pages that do not exist', async () => {
		expect(await read(list(25, 10, { total: 1000 }))).toEqual([1, 2, 3, 4, 5]);
	});

	it('ends even if pages never do', async () => {
		const endless = (pageNumber: number) => ({ ...list(10_000, 10)(pageNumber), total: 10 });
		expect((await read(endless)).length).toBeLessThan(50);
	});

	it('goes on after a last page that calls its rows its size', async () => {
		const page = (pageNumber: number) => {
			const full = list(25, 10)(pageNumber);
			return { ...full, pageSize: full.rows.length };
		};
		expect(await read(page)).toEqual([1, 2, 3]);
	});

	it('ends if the meaning of page numbers changes from one page to the next', async () => {
		const page = (pageNumber: number) =>
			pageNumber < 3 ? list(100, 10)(pageNumber) : list(100, 5)(pageNumber);
		expect(await read(page)).toEqual([1, 2, 3]);
	});

	it('requests several pages at once and buffers no more than those', async () => {
		const page = list(95, 10);
		let asked = 1;
		const ahead: number[] = [];
		const pages = readSweep(
			page(1),
			async (pageNumber) => {
				asked++;
				return page(pageNumber);
			},
			() => 4,
		);
		for await (const { pageNumber } of pages) ahead.push(asked - pageNumber);
		expect(Math.max(...ahead)).toBe(4);
	});

	it('leaves nothing behind when its reader stops early', async () => {
		const signals: AbortSignal[] = [];
		let ended = 0;
		const page = list(100, 10);
		const pages = readSweep(
			page(1),
			async (pageNumber, _pageSize, abandoned) => {
				signals.push(abandoned);
				if (pageNumber === 2) return page(2);
				await new Promise<void>((resolve) => abandoned.addEventListener('abort', () => resolve()));
				ended++;
				throw new Error('Nobody hears this');
			},
			() => 4,
		);
		for await (const { pageNumber } of pages) if (pageNumber === 2) break;
		expect(signals.every(({ aborted }) => aborted)).toBe(true);
		expect(ended).toBe(signals.length - 1);
	});
});

describe('The orders of sweeps', () => {
	const asked = { orderBy: 'CreateTime', ascending: false };

	it('are all different until there are no more', () => {
		const orders = new SweepOrders(asked);
		const found = [1, 2, 3, 4].map((pass) => JSON.stringify(orders.of(pass)));
		expect(orders.of(1)).toBe(asked);
		expect(new Set(found).size).toBe(4);
	});

	it('are the requested one if the others are refused', () => {
		const orders = new SweepOrders(asked);
		orders.refuse({ orderBy: 'CompanyName', ascending: true });
		expect(orders.of(2)).toEqual({ orderBy: 'CreateTime', ascending: true });
		orders.refuse({ orderBy: 'CreateTime', ascending: true });
		expect(orders.of(2)).toBe(asked);
	});
});
