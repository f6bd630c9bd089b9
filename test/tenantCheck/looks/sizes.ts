import type { Page } from '../../../nodes/Companies/api/search';
import { deniedText, isDenied, sampleOf, type Denied, type Look, type Tenant } from '../look';

interface Size {
	asked: number;
	result: Page | Denied;
}

const sizeText = ({ asked, result }: Size, total = 0) => {
	if (isDenied(result)) return deniedText(result);
	if (result.pageSize < asked && result.count < total) return `capped at ${result.pageSize}`;
	return total < asked ? `accepted; the list ends after ${result.count}` : 'granted';
};

function sizesRead(tenant: Tenant): Size[] {
	const { second, largePages = [] } = tenant;
	return [
		...(second ? [{ asked: 10, result: second }] : []),
		{ asked: 100, result: sampleOf(tenant).page },
		...largePages,
	];
}

/** Which page sizes are granted. */
export const sizesLook: Look = {
	title: 'Page sizes',
	about: 'Larger pages make long lists faster.',
	asks: ['nothing: the pages read so far show it'],
	async run(tenant) {
		const { total } = sampleOf(tenant);
		const sizes = sizesRead(tenant);
		const capped = sizes.flatMap((size) =>
			sizeText(size, total).startsWith('capped') ? [(size.result as Page).pageSize] : [],
		);
		const sizesThat = (are: boolean) =>
			sizes.filter(({ result }) => isDenied(result) === are).map(({ asked }) => asked);
		const isRefused = sizesThat(true).length > 0;
		const madeUpFor = [
			...(capped.length > 0
				? ['Pages are smaller than asked for: the node reads more of them.']
				: []),
			...(isRefused ? ['Large pages are refused: the node reads smaller ones.'] : []),
		];
		return {
			lines: sizes.map((size) => ({
				what: `${size.asked} companies`,
				verdict: sizeText(size, total),
				ms: isDenied(size.result) ? undefined : size.result.ms,
			})),
			madeUpFor,
			behaviour: {
				pageCap: Math.min(...(capped.length > 0 ? capped : [10_000])),
				...(isRefused && { pageSizeLimit: Math.max(...sizesThat(false)) }),
			},
		};
	},
};
