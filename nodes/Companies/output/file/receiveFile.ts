import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../../errors/apiError';
import type { StreamedAnswer } from '../../transport/client';
import { classifyResponse, readEnvelope } from '../../transport/response';
import type { ByteStream } from '../../transport/stream';
import { NO_FILE, watchFile } from './fileCheck';
import type { FileFormat } from './fileFormat';
import { cleanFileName, nameFromHeader, withExtension } from './fileName';
import type { Start } from './peek';
import { peek, readText } from './peek';

/** An envelope is small. */
const MAX_ENVELOPE_BYTES = 1024 * 1024;

export interface ReceivedFile {
	binary: IBinaryData;
	fileName: string;
	/** In bytes. */
	fileSize: number;
}

const unusable = (reason: string) => new ApiError('unusable', { reason });

const isAnswered = (httpCode: number) => httpCode >= 200 && httpCode <= 299;

/** Otherwise the body ends with the connection, also when a server fails in between. */
const isEndSaid = ({ headers }: StreamedAnswer) =>
	headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** The error for a response without a file: an envelope with a reason, or something unexpected. */
async function errorInPlaceOfFile(
	{ httpCode, headers, body }: StreamedAnswer,
	{ bytes, isAll }: Start,
): Promise<ApiError> {
	const text = isAll ? bytes.toString('utf8') : await readText(body, MAX_ENVELOPE_BYTES);
	const envelope = readEnvelope(text.replace(/^\uFEFF/, ''));
	if (isAnswered(httpCode) && !envelope) return unusable(NO_FILE);
	return classifyResponse(httpCode, envelope, headers['retry-after'], text) ?? unusable(NO_FILE);
}

/**
 * A broken connection shows only while n8n stores the file; other errors come from n8n's storage. That of n8n may be a server as
 * well, which n8n asks once it has read the whole file.
 */
function storageError(error: unknown, { readableEnded }: ByteStream): ApiError {
	const { code, message } = error as { code?: unknown; message?: unknown };
	const words = `${String(code)} ${String(message)}`;
	if (!readableEnded && /aborted|ECONN|EPIPE|PREMATURE|socket|timeout/i.test(words)) {
		return new ApiError('unreachable', { reason: 'the file broke off' });
	}
	return new ApiError('storage', { reason: String(message) });
}

async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (binary.id === undefined) return Buffer.from(binary.data, 'base64').length;
	return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
}

/** Checks a response before n8n stores any of it. @returns undefined if it may be the file */
async function errorBefore(
	answer: StreamedAnswer,
	start: Start,
	format: FileFormat,
): Promise<ApiError | undefined> {
	const { httpCode, headers } = answer;
	if (!isAnswered(httpCode)) return await errorInPlaceOfFile(answer, start);
	// HTTP 206 is part of a file.
	if (httpCode !== 200) return unusable(`the answer was HTTP ${httpCode}`);
	if (start.bytes.length === 0) return unusable('the file is empty');
	if (!format.begins(start.bytes, String(headers['content-type'] ?? ''))) {
		return await errorInPlaceOfFile(answer, start);
	}
	if (!start.isAll) return undefined;
	const check = format.newCheck(isEndSaid(answer));
	check.see(start.bytes);
	const flaw = check.flaw();
	return flaw === undefined ? undefined : unusable(flaw);
}

/**
 * Reads the first bytes of a response.
 *
 * @throws ApiError where they do not begin a file of the format
 */
export async function receiveStart(answer: StreamedAnswer, format: FileFormat): Promise<Start> {
	const start = await peek(answer.body, format.isEnough);
	const error = await errorBefore(answer, start, format);
	if (error) throw error;
	return start;
}

/**
 * Streams a file from the socket to n8n's storage, without buffering it. Its first bytes show whether it is a file at all
 * (contract section 4), and its end whether it is complete; n8n does not store it otherwise.
 *
 * @param wantedName the user's choice; without it, the server's name or else `fallbackName`
 * @throws ApiError for anything but a complete file
 */
export async function receiveFile(
	context: IExecuteFunctions,
	answer: StreamedAnswer,
	format: FileFormat,
	wantedName: string | undefined,
	fallbackName: string,
): Promise<ReceivedFile> {
	const { headers, body } = answer;
	const start = await receiveStart(answer, format);
	const name =
		cleanFileName(wantedName) ??
		cleanFileName(nameFromHeader(headers['content-disposition'])) ??
		fallbackName;
	const fileName = withExtension(name, format.fileExtension);
	const flawOf = watchFile(body, format.newCheck(isEndSaid(answer)));
	const checkWhole = () => {
		const flaw = flawOf();
		if (flaw !== undefined) throw unusable(flaw);
	};
	try {
		const file = start.isAll ? start.bytes : body;
		const binary = await context.helpers.prepareBinaryData(file, fileName, format.mimeType);
		const fileSize = await sizeOf(context, binary);
		checkWhole();
		return { binary, fileName, fileSize };
	} catch (error) {
		checkWhole();
		throw storageError(error, body);
	}
}
