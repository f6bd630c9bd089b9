import { readEnvelope } from '../../nodes/Companies/client/envelope';
import { judge } from '../../nodes/Companies/client/outcome';

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

test('isSuccess false is a failure whatever the status says', () => {
	expect(read({ status: 'SUCCESS', isSuccess: false })).toMatchObject({ succeeded: false });
});

test('what is no JSON object is no envelope', () => {
	for (const text of ['', '<html>', '[]', 'null', '"SUCCESS"', '{"status":"SUCC']) {
		expect(readEnvelope(text)).toBeUndefined();
	}
});

test.each([
	[200, { status: 'FAILED' }, 'refused'],
	[200, { status: 'INPUT_ERROR' }, 'badRequest'],
	[200, { status: 'IP_RESTRICTED' }, 'ipRestricted'],
	[200, { status: 'PRIVACY_ERROR' }, 'role'],
	[200, { status: 'INTERNAL_SERVER_ERROR' }, 'server'],
	[403, { status: 'IP_RESTRICTED' }, 'ipRestricted'],
	[403, { status: 'FAILED' }, 'role'],
	[401, {}, 'credentials'],
	[404, {}, 'notFound'],
	[400, {}, 'badRequest'],
	[429, {}, 'rateLimit'],
	[502, {}, 'server'],
])('HTTP %i with %j is "%s"', (httpCode, body, kind) => {
	expect(judge(httpCode, read(body))).toMatchObject({ success: false, kind });
});

test('what is no envelope is told apart by the status line', () => {
	expect(judge(200, undefined)).toMatchObject({ success: false, kind: 'unusable' });
	expect(judge(302, undefined)).toMatchObject({ success: false, kind: 'baseUrl' });
	expect(judge(503, undefined, '30')).toMatchObject({ kind: 'server', retryAfter: '30' });
});
