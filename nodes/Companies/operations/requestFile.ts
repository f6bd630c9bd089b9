import { isFailure, orFailed } from '../api/search';
import {
	EXPORT_PATH,
	type ExportRequest,
	type FilterClause,
	type RequestOrder,
} from '../api/searchRequest';
import { ApiError } from '../errors/apiError';
import { firstAccepted, isAccepted, waitUntilUp } from '../list/probe';
import { FILE_FORMATS, type FileFormat } from '../output/file/fileFormat';
import { receiveStart } from '../output/file/receiveFile';
import { notMade, notSortable } from '../parameters/exportQuery';
import type { KeepnetClient, Receive, StreamedAnswer } from '../transport/client';

/** A file, whatever its order. */
export interface WantedFile<T> {
	clauses: FilterClause[];
	/** The orders that it may have. */
	orders: readonly RequestOrder[];
	format: FileFormat;
	request(order: RequestOrder): ExportRequest;
	receive: Receive<T>;
}

/** Whether the API makes a file of one row in this format. */
async function isMade(
	client: KeepnetClient,
	request: ExportRequest,
	format: FileFormat,
): Promise<boolean> {
	const { exportType } = format;
	const row = { ...request, exportType, pageNumber: 1, pageSize: 1, reportAllPages: false };
	const receive = async (answer: StreamedAnswer) => await receiveStart(answer, format);
	const file = await orFailed(client.probing.download(EXPORT_PATH, row, receive));
	return !(file instanceof ApiError);
}

/** Whether it is the format that the API refuses: every deployment makes CSV, and one row is not too much for it. */
async function isFormatRefused(
	client: KeepnetClient,
	request: ExportRequest,
	format: FileFormat,
): Promise<boolean> {
	const { csv } = FILE_FORMATS;
	if (format === csv || (await isMade(client, request, format))) return false;
	return await isMade(client, request, csv);
}

/** The error for a file that the server fails at; undefined where that is not because of its filters or its order. */
async function causeOf(
	client: KeepnetClient,
	clauses: FilterClause[],
	order: RequestOrder,
	{ details }: ApiError,
): Promise<Error | undefined> {
	if (await isAccepted(client, clauses, order)) return undefined;
	if (!(await isAccepted(client, [], order))) return notSortable(order);
	return clauses.length > 0 ? new ApiError('unanswered', details) : undefined;
}

/**
 * Requests a file. If the API refuses it or fails at it, and it may have other orders, requests it again in one that the API
 * accepts. A file that fails although the list can be read like this is requested as often as usual.
 *
 * @throws UserError where Keepnet cannot make this format or cannot sort by this order, and ApiError
 */
export async function requestFile<T>(
	client: KeepnetClient,
	wanted: WantedFile<T>,
	order: RequestOrder,
): Promise<{ file: T; order: RequestOrder }> {
	const { clauses, orders, format, receive } = wanted;
	const request = wanted.request(order);
	const first = await orFailed(client.probing.download(EXPORT_PATH, request, receive));
	if (!(first instanceof ApiError)) return { file: first, order };
	if (isFailure(first)) await waitUntilUp(client, first);
	if (await isFormatRefused(client, request, format)) throw notMade(format);
	const known = orders.length > 1 ? await firstAccepted(client, orders) : undefined;
	if (known && known.orderBy !== order.orderBy) return await requestFile(client, wanted, known);
	if (!isFailure(first)) throw first;
	const cause = await causeOf(client, clauses, order, first);
	if (cause) throw cause;
	return { file: await client.download(EXPORT_PATH, request, receive), order };
}
