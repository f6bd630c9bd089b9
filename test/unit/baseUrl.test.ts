import fc from 'fast-check';
import { cleanBaseUrl, cleanBaseUrlExpression } from '../../nodes/Companies/client/baseUrl';

/** What n8n makes of the expression. */
const evaluate = new Function('typed', `return ${cleanBaseUrlExpression('typed')}`) as (
	typed: string,
) => string;

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
	];
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 7 }), (pieces) => {
			const typed = pieces.join('');
			expect(evaluate(typed)).toBe(cleanBaseUrl(typed));
		}),
		{ numRuns: 1000 },
	);
});

test('the expression holds nothing that ends an n8n expression', () => {
	expect(cleanBaseUrlExpression('$self["baseUrl"]')).not.toMatch(/\{\{|\}\}|\n/);
});
