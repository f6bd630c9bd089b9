import { NodeApiError, type INode } from 'n8n-workflow';

import { ApiError } from '../../nodes/Companies/errors/apiError';
import { errorTexts } from '../../nodes/Companies/errors/nodeError';
import { LIMITS } from '../../nodes/Companies/limits';
import { classifyResponse, readEnvelope } from '../../nodes/Companies/transport/response';

const read = (body: unknown) => readEnvelope(JSON.stringify(body));

test('a success, in both spellings', () => {
	expect(read({ status: 'SUCCESS', data: [1] })).toMatchObject({ succeeded: true, data: [1] });
	expect(read({ Status: 'success', Data: [1] })).toMatchObject({ succeeded: true, data: [1] });
	expect(read({ data: null })).toMatchObject({ succeeded: true, data: null });
});

test('the words of the server, each once', () => {
	const envelope = read({
		Status: 'INPUT_ERROR',
		Message: 'Not valid.',
		messages: ['Not valid.', ' ', 5],
		ValidationMessages: ['pageSize is too large'],
	});
	expect(envelope).toMatchObject({
		succeeded: false,
		status: 'INPUT_ERROR',
		words: ['Not valid.', 'pageSize is too large'],
	});
});

test('a success is none to classify', () => {
	expect(classifyResponse(200, read({ status: 'SUCCESS', data: [] }))).toBeUndefined();
});

test.each([false, 'False', ' no ', 0, '0'])(
	'isSuccess %j is no success whatever the status says',
	(isSuccess) => {
		expect(read({ status: 'SUCCESS', isSuccess })).toMatchObject({ succeeded: false });
		expect(read({ isSuccess })).toMatchObject({ succeeded: false, isOfApi: true });
	},
);

test.each([true, 'TRUE', 'yes', 1])('isSuccess %j is said by the API alone', (isSuccess) => {
	expect(read({ isSuccess })).toMatchObject({ succeeded: true, isOfApi: true });
});

test.each([null, '', 'maybe', 2, {}, [true]])('isSuccess %j says nothing', (isSuccess) => {
	expect(read({ isSuccess })).toMatchObject({ succeeded: true, isOfApi: false });
});

test('whether a page came', () => {
	const isPage = (...answer: Parameters<typeof classifyResponse>) =>
		classifyResponse(...answer)?.details.isPage;
	expect(isPage(401, undefined, undefined, '<html>')).toBe(true);
	expect(isPage(401, undefined, undefined, ' ')).toBe(false);
	expect(isPage(401, read({}), undefined, '{}')).toBe(false);
});

test('what is not a JSON object is not an envelope', () => {
	for (const text of ['', '<html>', '[]', 'null', '"SUCCESS"', '{"status":"SUCC']) {
		expect(readEnvelope(text)).toBeUndefined();
	}
});

test.each([
	[200, { status: 'FAILED' }, 'refused'],
	[200, { status: 'INPUT_ERROR' }, 'badRequest'],
	[200, { status: 'IP_RESTRICTED' }, 'ipRestricted'],
	[200, { status: 'PRIVACY_ERROR' }, 'privacy'],
	[200, { Status: 'Privacy_Error' }, 'privacy'],
	[403, { status: 'PRIVACY_ERROR' }, 'privacy'],
	[403, { Status: 'PRIVACY_ERROR' }, 'privacy'],
	[400, { status: 'PRIVACY_ERROR' }, 'privacy'],
	[200, { status: 'FORBIDDEN' }, 'role'],
	[403, { status: 'FORBIDDEN' }, 'role'],
	[200, { status: 'INTERNAL_SERVER_ERROR' }, 'server'],
	[403, { status: 'IP_RESTRICTED' }, 'ipRestricted'],
	[403, { status: 'FAILED' }, 'role'],
	[401, {}, 'credentials'],
	[404, {}, 'notFound'],
	[400, {}, 'intermediary'],
	[400, { status: 'FAILED' }, 'badRequest'],
	[400, { message: 'Bad Request' }, 'intermediary'],
	[400, { validationMessages: ['odd'] }, 'badRequest'],
	[400, { isSuccess: false }, 'badRequest'],
	[400, { type: 'about:blank', title: 'Validation', status: 400, errors: {} }, 'badRequest'],
	[422, { title: 'Validation', status: 422 }, 'badRequest'],
	[403, {}, 'intermediary'],
	[403, { message: 'Forbidden' }, 'intermediary'],
	[403, { title: 'Forbidden', status: 403 }, 'intermediary'],
	[403, { Status: 'Failed' }, 'role'],
	[405, {}, 'intermediary'],
	[413, { status: 'FAILED' }, 'intermediary'],
	[409, { status: 'INPUT_ERROR' }, 'badRequest'],
	[403, { status: 'a status that is none' }, 'role'],
	[200, { status: 'FAILED ECONNREFUSED' }, 'refused'],
	[429, {}, 'rateLimit'],
	[502, {}, 'server'],
])('HTTP %i with %j is "%s"', (httpCode, body, kind) => {
	expect(classifyResponse(httpCode, read(body))?.kind).toBe(kind);
});

test('the words are one line each, and bounded together', () => {
	const many = Array.from({ length: 20_000 }, (_, number) => `Message\r\n\u0000\u202e ${number}`);
	for (const body of [
		{ message: 'x'.repeat(10_000_000) },
		{ messages: many },
		{ validationMessages: Object.fromEntries(many.map((text) => [text, [[text]]])) },
		{ title: 'T', errors: { filter: many } },
		{ status: 'a b '.repeat(1_000_000) },
		{ message: ' '.repeat(10_000_000), messages: many },
		{ messages: Array.from({ length: 1_000_000 }, () => ''), detail: 'x' },
	]) {
		const words = read(body)?.words ?? [];
		expect(words.join('').length).toBeLessThanOrEqual(LIMITS.maxServerText);
		expect(words.join('')).not.toMatch(/[\r\n\0\u202e]/);
	}
	expect(read({ messages: many })?.words.slice(0, 2)).toEqual(['Message 0', 'Message 1']);
});

test('an answer that is nested deeply is read, or is none', () => {
	const deep = (depth: number) => '['.repeat(depth) + '"x"' + ']'.repeat(depth);
	for (const depth of [3, 1000, 1_000_000]) {
		const text = `{"status":"FAILED","messages":${deep(depth)}}`;
		expect(readEnvelope(text)?.succeeded ?? false).toBe(false);
	}
});

test.each([
	['failed', 'FAILED'],
	[' IP_RESTRICTED ', 'IP_RESTRICTED'],
	['FAILED ECONNREFUSED', ''],
	['FAILED\nTwo', ''],
	['ROLE_EPERM', ''],
	['ENOENT', ''],
	['S'.repeat(41), ''],
	['S'.repeat(1_000_000), ''],
	['<b>FAILED</b>', ''],
])('the status %j is %j, and no success', (status, shown) => {
	expect(read({ status })).toMatchObject({ status: shown, succeeded: false });
	const { message } = errorTexts(
		new ApiError('refused', { status: read({ status })?.status }),
		'companies',
	);
	expect(new NodeApiError({} as INode, { message }, { message }).message).toBe(message);
	expect(message.length).toBeLessThan(100);
});

test('a status that is none is among the words', () => {
	expect(read({ status: 'It failed', message: 'Sorry' })?.words).toEqual(['It failed', 'Sorry']);
});

test('what is not an envelope is classified by the status line', () => {
	expect(classifyResponse(200, undefined)?.kind).toBe('unusable');
	expect(classifyResponse(302, undefined)?.kind).toBe('baseUrl');
	expect(classifyResponse(503, undefined, '30')).toMatchObject({
		kind: 'server',
		details: { retryAfterMs: 30_000 },
	});
});
