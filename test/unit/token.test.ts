import { DateTime } from 'luxon';
import { judgeStoredToken } from '../../nodes/Companies/client/token';

const now = DateTime.fromISO('2026-03-15T12:00:00Z');
const seconds = now.toSeconds();

const jwt = (claims: unknown) =>
	['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.');

const judge = (access_token: unknown, clientId = 'client-1') =>
	judgeStoredToken({ clientId, oauthTokenData: { access_token } as never }, now);

test('no token yet', () => {
	expect(judgeStoredToken({ clientId: 'client-1' }, now)).toBe('none');
	expect(judge('')).toBe('none');
	expect(judge(undefined)).toBe('none');
});

test('a token of the client that is configured, still good for a while', () => {
	expect(judge(jwt({ client_id: 'client-1', exp: seconds + 3600 }))).toBe('usable');
	expect(judge(jwt({ client_id: 'client-1', exp: seconds + 3600 }), ' client-1 ')).toBe('usable');
});

test('a token of another client is never used', () => {
	expect(judge(jwt({ client_id: 'client-2', exp: seconds + 3600 }))).toBe('stale');
});

test('an expired token, or one about to expire', () => {
	expect(judge(jwt({ client_id: 'client-1', exp: seconds - 1 }))).toBe('stale');
	expect(judge(jwt({ client_id: 'client-1', exp: seconds + 29 }))).toBe('stale');
	expect(judge(jwt({ client_id: 'client-1', exp: seconds + 31 }))).toBe('usable');
});

test('a token that tells nothing is tried', () => {
	for (const token of ['opaque', 'a.b.c', jwt(null), jwt('text'), jwt({})]) {
		expect(judge(token)).toBe('usable');
	}
});
