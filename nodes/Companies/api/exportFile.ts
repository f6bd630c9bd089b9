import type { KeepnetClient, Receive } from '../transport/client';
import type { SearchRequest } from './searchRequest';

/** The body of an export (contract section 4). */
export interface ExportRequest extends SearchRequest {
	exportType: 'CSV' | 'Excel';
	reportAllPages: boolean;
}

/**
 * Asks for the file of an export.
 *
 * @param receive gets the answer with its body unread
 * @throws ApiError
 */
export async function downloadExport<T>(
	client: KeepnetClient,
	request: ExportRequest,
	receive: Receive<T>,
): Promise<T> {
	return await client.download('/api/companies/search/export', request, receive);
}
