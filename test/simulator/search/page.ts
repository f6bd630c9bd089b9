import type { Behaviour } from '../behaviour';

/** A page of a list, with its paging figures. */
export interface Page<T> {
	pageNumber: number;
	pageSize: number;
	totalNumberOfPages: number;
	totalNumberOfRecords: number;
	results: T[];
}

/** Cuts a page out of a list; beyond the end it is empty. */
export function pageOf<T>(
	list: readonly T[],
	asked: { pageNumber: number; pageSize: number },
	behaviour: Pick<Behaviour, 'pageCap' | 'duplicateRows' | 'totalOffset'>,
): Page<T> {
	const { pageNumber } = asked;
	const pageSize = Math.min(asked.pageSize, behaviour.pageCap);
	const start = (pageNumber - 1) * pageSize;
	const total = Math.max(0, list.length + behaviour.totalOffset);
	const repeated = behaviour.duplicateRows && pageNumber > 1 && start < list.length ? 1 : 0;
	return {
		pageNumber,
		pageSize,
		totalNumberOfPages: Math.ceil(total / pageSize),
		totalNumberOfRecords: total,
		results: list.slice(start - repeated, start + pageSize),
	};
}
