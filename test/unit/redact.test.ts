import { redact } from '../../nodes/Companies/errors/redact';
import fc from '../property';

const SECRET = 'p@ss/W+rd <"&\'=é_-9';

const percentOf = (text: string) =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What a server, a gateway or a page may make of a text. */
const FORMS: Record<string, (text: string) => string> = {
	plain: (text) => text,
	'in capitals': (text) => text.toUpperCase(),
	'in small letters': (text) => text.toLowerCase(),
	'for a URL': encodeURIComponent,
	'for a URL, as little as possible': encodeURI,
	'for a URL, in small letters': (text) => encodeURIComponent(text).toLowerCase(),
	'for a URL, all of it': percentOf,
	'for a URL, twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	'in a form': (text) => new URLSearchParams({ text }).toString().slice('text='.length),
	'in JSON': (text) => JSON.stringify(text).slice(1, -1),
	'in JSON, twice': (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
	'in JSON, by code': (text) =>
		[...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	'in JSON with escaped slashes': (text) => JSON.stringify(text).slice(1, -1).replace(/\//g, '\\/'),
	'in HTML, by name': (text) =>
		text
			.replace(/&/g, '&amp;')
			.replace(/</g, '&lt;')
			.replace(/"/g, '&quot;')
			.replace(/'/g, '&apos;')
			.replace(/\//g, '&sol;')
			.replace(/=/g, '&equals;')
			.replace(/@/g, '&commat;')
			.replace(/\+/g, '&plus;'),
	'in HTML, by number': (text) => [...text].map((char) => `&#${char.codePointAt(0)};`).join(''),
	'in HTML, by hex number': (text) =>
		[...text].map((char) => `&#X00${char.codePointAt(0)?.toString(16)};`).join(''),
	'in base64': base64,
	'in base64url': (text) => Buffer.from(text).toString('base64url'),
	'in base64 behind an ID': (text) => `Basic ${base64(`client:${text}`)}`,
	'in base64 behind another ID': (text) => `Basic ${base64(`client1:${text}`)}`,
	'in base64 in the middle of a form': (text) => base64(`id=ab&secret=${text}&scope=api1`),
	'in base64url of JSON': (text) =>
		Buffer.from(JSON.stringify({ secret: text })).toString('base64url'),
	'for a URL, in base64': (text) => base64(`id:${encodeURIComponent(text)}`),
	'in a form, in base64url': (text) =>
		Buffer.from(new URLSearchParams({ id: 'x', text }).toString()).toString('base64url'),
	'in base64, in JSON': (text) => JSON.stringify(`${base64(text)}/`).slice(1, -2),
	'in hex': (text) => Buffer.from(text).toString('hex'),
	'in hex, in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};

describe.each(Object.entries(FORMS))('a secret %s', (_name, encode) => {
	it('is taken out, and nothing else', () => {
		const redacted = redact(`You sent "${encode(SECRET)}", it says.`, [SECRET]);
		expect(redacted).toMatch(/^You sent "(Basic )?\*\*\*=*", it says\.$/);
	});

	it('is taken out for all secrets', () => {
		const secrets = fc.string({ minLength: 8, maxLength: 60, unit: 'grapheme-ascii' });
		fc.assert(
			fc.property(secrets, (secret) => {
				fc.pre(secret.trim() === secret);
				const encoded = encode(secret);
				const redacted = redact(`You sent "${encoded}", it says.`, [secret]);
				expect(redacted).toContain('***');
				expect(redacted).not.toContain(encoded);
			}),
		);
	});

	it('is removed if the text was cut in the middle of it', () => {
		const encoded = encode(SECRET);
		for (let length = Math.ceil(encoded.length * 0.7); length < encoded.length; length++) {
			expect(redact(`You sent "${encoded.slice(0, length)}`, [SECRET])).toMatch(/\*\*\*=*$/);
		}
	});
});

test('words without a secret stay as they are', () => {
	const text =
		'License type "Basic subscription" is not allowed: use Bearer authentication & 100 % care.';
	expect(redact(text, [SECRET, 'other-secret'])).toBe(text);
	expect(redact(text, [])).toBe(text);
});

test('an empty or very short secret does not blank out a message', () => {
	const text = 'a company is on a page (a, b or c), x=a; "a": and "b"';
	expect(redact(text, [''])).toBe(text);
	expect(redact('client_secret=a&id=abc and a "secret": "a"', ['a'])).toBe(
		'client_secret=***&id=abc and a "secret": "***"',
	);
	expect(redact('The page abc was not found in abcd', ['abc'])).toBe(
		'The page abc was not found in abcd',
	);
});

test('a token is removed by its shape, even if it is unknown', () => {
	const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
	expect(redact(`Bearer ${token} is over`, [])).toBe('*** is over');
	expect(redact(`token=${token.slice(0, 15)}`, [])).toBe('token=***');
	expect(redact('Authorization: Bearer 0123456789abcdef', [])).toBe('Authorization: ***');
});

/** Of quadratic work none of these would end in time. */
test.each([
	'eyJ-',
	'Bearer ',
	'%41',
	'&#65;',
	'&amp;',
	'\\u0041',
	'\\',
	'secret',
	'sec',
	'c2Vjc',
	'=',
])('takes a text of very many %j', (part) => {
	const text = part.repeat(Math.ceil(8000 / part.length));
	expect(redact(text, ['secret'.repeat(100), 'secret-1']).length).toBeLessThanOrEqual(text.length);
});
