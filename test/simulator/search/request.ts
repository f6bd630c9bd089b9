import type { Filter } from '../filter/types';

/** The body of a search that fits the description. */
export interface SearchRequest {
	pageNumber: number;
	pageSize: number;
	orderBy: string;
	ascending: boolean;
	isClustered?: boolean;
	isTargetUserCountExceededLimit?: boolean;
	filter: Filter;
}

/** The body of an export that fits the description. */
export interface ExportRequest extends SearchRequest {
	exportType: 'CSV' | 'Csv' | 'Excel' | 'PDF';
	reportAllPages?: boolean;
}
