import type { Page } from '../../../nodes/Companies/api/search';
import { deniedText, isDenied, sampleOf, type Denied, type Look, type Tenant } from '../look';

interface Size {
	asked: number;
	result: Page | Denied;
}

/** The size of the pages that come in place of those asked for; undefined where these come, or none. */
function capOf({ asked, result }: Size, total = 0): number | undefined {
	if (isDenied(result) || result.pageSize >= asked || result.count >= total) return undefined;
	return result.pageSize;
}

const sizeText = (size: Size, total = 0) => {
	const { asked, result } = size;
	if (isDenied(result)) return deniedText(result);
	const cap = capOf(size, total);
	if (cap !== undefined) return `capped at ${cap}`;
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
		const caps = sizes
			.map((size) => capOf(size, total))
			.filter((cap): cap is number => cap !== undefined);
		const sizesThat = (are: boolean) =>
			sizes.filter(({ result }) => isDenied(result) === are).map(({ asked }) => asked);
		const isRefused = sizesThat(true).length > 0;
		const madeUpFor = [
			...(caps.length > 0
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
				pageCap: Math.min(...(caps.length > 0 ? caps : [10_000])),
				...(isRefused && { pageSizeLimit: Math.max(...sizesThat(false)) }),
			},
		};
	},
};
