import { DateTime } from 'luxon';
import { isStale, storedToken } from '../../nodes/Companies/transport/token';

const now = DateTime.fromISO('2026-03-15T12:00:00Z');
const seconds = now.toSeconds();

const jwt = (claims: unknown) =>
	['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.');

const stored = (access_token: unknown) =>
	storedToken({ oauthTokenData: { access_token } as never });

const isStaleFor = (clientId: string, claims: unknown) => isStale(jwt(claims), { clientId }, now);

test('what n8n has stored is only a token if it can be sent as one', () => {
	expect(storedToken({})).toBeUndefined();
	expect(storedToken({ oauthTokenData: null as never })).toBeUndefined();
	expect(storedToken({ oauthTokenData: 'text' })).toBeUndefined();
	for (const none of [
		undefined,
		null,
		'',
		'  ',
		'\n',
		'a\nb',
		'ä',
		'x'.repeat(20_000),
		1,
		true,
		{},
		[],
		{ token: 'a' },
	]) {
		expect(stored(none)).toBeUndefined();
	}
	for (const token of ['opaque', 'a.b.c', jwt({}), 'with a space', ' a ']) {
		expect(stored(token)).toBe(token);
	}
});

test('a token of the client that is configured, still good for a while', () => {
	expect(isStaleFor('client-1', { client_id: 'client-1', exp: seconds + 3600 })).toBe(false);
	expect(isStaleFor(' client-1 ', { client_id: 'client-1', exp: seconds + 3600 })).toBe(false);
});

test('a token of another client is never used', () => {
	expect(isStaleFor('client-1', { client_id: 'client-2', exp: seconds + 3600 })).toBe(true);
});

test('an expired token, or one about to expire', () => {
	expect(isStaleFor('client-1', { client_id: 'client-1', exp: seconds - 1 })).toBe(true);
	expect(isStaleFor('client-1', { client_id: 'client-1', exp: seconds + 29 })).toBe(true);
	expect(isStaleFor('client-1', { client_id: 'client-1', exp: seconds + 31 })).toBe(false);
});

test('a token without claims is tried', () => {
	for (const token of ['opaque', 'a.b.c', jwt(null), jwt('text'), jwt({})]) {
		expect(isStale(token, { clientId: 'client-1' }, now)).toBe(false);
	}
});
