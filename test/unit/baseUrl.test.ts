import { cleanBaseUrl, cleanBaseUrlExpression } from '../../nodes/Companies/transport/credential';
import fc, { runs } from '../property';

/** What n8n makes of the expression. */
const evaluate = new Function('typed', `return ${cleanBaseUrlExpression('typed')}`) as (
	typed: unknown,
) => string;

const NOWHERE = 'base-url-is-empty-or-not-valid:';

test.each([
	['https://api.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/', 'https://api.keepnetlabs.com'],
	['  https://api.keepnetlabs.com//  ', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/api', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/api/', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/API/companies/search?x=1', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/connect/token', 'https://api.keepnetlabs.com'],
	['https://api.keepnetlabs.com/#/login', 'https://api.keepnetlabs.com'],
	['api.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['http://localhost:3000/', 'http://localhost:3000'],
	['HTTPS://Keepnet.example.com', 'HTTPS://Keepnet.example.com'],
	['https://intranet.example.com/keepnet/', 'https://intranet.example.com/keepnet'],
	['https://intranet.example.com/keepnet/api/', 'https://intranet.example.com/keepnet'],
	['https://apiary.example.com/apiary', 'https://apiary.example.com/apiary'],
	['https://api', 'https://api'],
	['https://api.keepnetlabs.com//api//companies', 'https://api.keepnetlabs.com'],
	['https:\\\\api.keepnetlabs.com\\api', 'https://api.keepnetlabs.com'],
	['https:/api.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['//api.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['localhost:3000', 'https://localhost:3000'],
	['http://[::1]:3000/api', 'http://[::1]:3000'],
	['https://user:pw@keepnet.example.com/api', 'https://keepnet.example.com'],
	['user:p@w@keepnet.example.com:8443', 'https://keepnet.example.com:8443'],
	['https://dash.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com/', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com/companies', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com/company settings/a@b?x=1', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com/#/login', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com#login', 'https://api.keepnetlabs.com'],
	['dash.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	[' DASH.KeepnetLabs.com/Companies/ ', 'https://api.keepnetlabs.com'],
	['http://dash.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['http://dash.keepnetlabs.com:80/login', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com.', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com:443/api', 'https://api.keepnetlabs.com'],
	['user:pw@dash.keepnetlabs.com', 'https://api.keepnetlabs.com'],
	['https://dash.keepnetlabs.com:8443', 'https://dash.keepnetlabs.com:8443'],
	['https://dash.eu.keepnetlabs.com', 'https://dash.eu.keepnetlabs.com'],
	['https://dash.keepnetlabs.com.example.com', 'https://dash.keepnetlabs.com.example.com'],
	['https://dash.keepnetlabs.community', 'https://dash.keepnetlabs.community'],
	['https://my-dash.keepnetlabs.com', 'https://my-dash.keepnetlabs.com'],
	['https://dashxkeepnetlabs.com', 'https://dashxkeepnetlabs.com'],
	[
		'https://keepnet.example.com/dash.keepnetlabs.com',
		'https://keepnet.example.com/dash.keepnetlabs.com',
	],
	['https://dash.example.com/companies', 'https://dash.example.com/companies'],
])('%j becomes %s, here and in the expression', (typed, cleaned) => {
	expect(cleanBaseUrl(typed)).toBe(cleaned);
	expect(evaluate(typed)).toBe(cleaned);
});

test('the expression gives the same for everything that can be typed', () => {
	const parts = [
		'https://',
		'http://',
		'/',
		'//',
		'api',
		'connect',
		'/token',
		'?',
		'#',
		' ',
		'a.b',
		':80',
		'@',
		'%40',
		'\\',
		'\n',
		'ftp:',
		'dash.keepnetlabs.com',
	];
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 7 }), (pieces) => {
			const typed = pieces.join('');
			expect(evaluate(typed)).toBe(cleanBaseUrl(typed) ?? NOWHERE);
		}),
		{ numRuns: runs(1000) },
	);
});

test('the expression holds nothing that ends an n8n expression', () => {
	expect(cleanBaseUrlExpression('$self["baseUrl"]')).not.toMatch(/\{\{|\}\}|\n/);
});

test.each([
	'',
	'   ',
	'/',
	'/api',
	'?x',
	'#',
	'https://',
	'https:///',
	'http:',
	'https//api.keepnetlabs.com',
	'https://https://api.keepnetlabs.com',
	'ftp://api.keepnetlabs.com',
	'https://api keepnetlabs.com',
	'https://user:pw%40keepnet.example.com',
	'https://user:p/w@keepnet.example.com',
	'https://user:p#w@keepnet.example.com',
	'https://user:80/w@keepnet.example.com',
	'https://user:80/w%40keepnet.example.com',
])('%j is no address, and nothing can be sent to what the expression gives', (typed) => {
	expect(cleanBaseUrl(typed)).toBeUndefined();
	expect(evaluate(typed)).toBe(NOWHERE);
});

test('the expression treats a value that is not a text as empty', () => {
	for (const value of [undefined, null]) expect(evaluate(value)).toBe(NOWHERE);
});

test("what is sent to is a host that stands in the text, and no host of the API's own path", () => {
	const parts = [
		...['https://', '/', 'api', 'connect', 'token', '?', '#', '@', ':', '.', 'host', '\\'],
		'dash.keepnetlabs.com',
	];
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 9 }), (pieces) => {
			const typed = pieces.join('');
			const url = cleanBaseUrl(typed);
			if (url === undefined) return;
			const { host, hostname, username, password } = new URL(`${url}/connect/token`);
			const shown = typed.toLowerCase().replaceAll('dash.keepnetlabs', 'api.keepnetlabs');
			expect(`${typed.toLowerCase()} ${shown}`).toContain(host);
			expect([hostname, username, password]).toEqual([new URL(url).hostname, '', '']);
		}),
		{ numRuns: runs(2000) },
	);
});

test('very many slashes at the end go', () => {
	const typed = `https://keepnet.example.com${'/'.repeat(40_000)}`;
	expect(cleanBaseUrl(typed)).toBe('https://keepnet.example.com');
});

/** Of quadratic work none of these would end in time. */
test.each([
	['slashes', '/'],
	['spaces', ' '],
	['marks of a fragment', '#'],
	['marks of a query', '?'],
	['paths of the API', '/api'],
	['paths of the API with line breaks', '/api/\n'],
	['at signs', '@'],
	['backslashes', '\\'],
	['schemes', 'https://'],
])('takes a text of very many %s', (_what, part) => {
	for (const around of [part.repeat(1_000_000), `https://host${part.repeat(1_000_000)}\nx`]) {
		expect(evaluate(around)).toBe(cleanBaseUrl(around) ?? NOWHERE);
	}
});
