import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { StreamedAnswer } from '../client/client';
import { readEnvelope } from '../client/envelope';
import type { Fault, Outcome } from '../client/outcome';
import { judge } from '../client/outcome';
import type { FileFormat } from './fileFormat';
import { cleanFileName, nameFromHeader, withExtension } from './fileName';
import type { Start } from './peek';
import { peek, readText } from './peek';

/** An envelope is small; what is longer is not read further. */
const MOST_ENVELOPE_BYTES = 1024 * 1024;

export interface ReceivedFile {
	binary: IBinaryData;
	fileName: string;
	/** In bytes. */
	fileSize: number;
}

const unusable = (reason: string): Fault => ({ success: false, kind: 'unusable', reason });

const isAnswered = (httpCode: number) => httpCode >= 200 && httpCode <= 299;

/** What came in place of a file: an envelope that says why, or something that nobody expects. */
async function judgeNoFile(
	{ httpCode, headers, body }: StreamedAnswer,
	{ bytes, isAll }: Start,
): Promise<Fault> {
	const text = isAll ? bytes.toString('utf8') : await readText(body, MOST_ENVELOPE_BYTES);
	const envelope = readEnvelope(text.replace(/^\uFEFF/, ''));
	if (isAnswered(httpCode) && (!envelope || envelope.succeeded)) {
		return unusable('something else came in place of the file');
	}
	const retryAfter = headers['retry-after'];
	const judged = judge(
		httpCode,
		envelope,
		retryAfter === undefined ? undefined : String(retryAfter),
	);
	return judged.success ? unusable('something else came in place of the file') : judged;
}

/** A broken connection shows only while the file is being stored; anything else is n8n's own trouble. */
function whyNotStored(error: unknown): Fault {
	const { code, message } = error as { code?: unknown; message?: unknown };
	const words = `${String(code)} ${String(message)}`;
	if (/aborted|ECONN|EPIPE|PREMATURE|socket|timeout/i.test(words)) {
		return { success: false, kind: 'unreachable', reason: 'the file broke off' };
	}
	return { success: false, kind: 'storage', reason: String(message) };
}

async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (binary.id === undefined) return Buffer.from(binary.data, 'base64').length;
	return (await context.helpers.getBinaryMetadata(binary.id)).fileSize;
}

/**
 * Stores a file as it comes from the socket, without holding it in memory. What is no file is recognised by its first
 * bytes before anything is stored, whatever the content type says (contract section 4).
 *
 * @param wantedName a name given by the user; else the server's, else one with the day in it
 */
export async function receiveFile(
	context: IExecuteFunctions,
	answer: StreamedAnswer,
	format: FileFormat,
	wantedName: string | undefined,
	fallbackName: string,
): Promise<Outcome<ReceivedFile>> {
	const { httpCode, headers, body } = answer;
	const start = await peek(body);
	if (!isAnswered(httpCode)) return await judgeNoFile(answer, start);
	if (start.bytes.length === 0) return unusable('the file is empty');
	if (start.isAll || !format.begins(start.bytes)) return await judgeNoFile(answer, start);

	const name =
		cleanFileName(wantedName) ??
		cleanFileName(nameFromHeader(headers['content-disposition'])) ??
		fallbackName;
	const fileName = withExtension(name, format.fileExtension);
	try {
		const binary = await context.helpers.prepareBinaryData(body, fileName, format.mimeType);
		return { success: true, value: { binary, fileName, fileSize: await sizeOf(context, binary) } };
	} catch (error) {
		return whyNotStored(error);
	}
}
