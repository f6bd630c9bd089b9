import type { SentRequest } from './simulatorChild';

const SEARCH_PATH = '/api/companies/search';

/** The pages that a reader asked for, by their size: `1 of 100, 10 of 1000`. */
export function pagesOf(requests: SentRequest[]): string {
	const counts = new Map<number, number>();
	for (const { path, body } of requests) {
		if (path !== SEARCH_PATH) continue;
		const { pageSize } = body as { pageSize: number };
		counts.set(pageSize, (counts.get(pageSize) ?? 0) + 1);
	}
	return [...counts].map(([pageSize, count]) => `${count} of ${pageSize}`).join(', ');
}
