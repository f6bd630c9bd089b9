/** Where a character of a decoded text stands in the original: its first and the end of its last character there. */
type Span = readonly [number, number];

/** The original text, or what decoding makes of it: a gateway, a log or a web page may encode a secret in any form. */
interface View {
	text: string;
	spans: Span[];
}

/** A form of a secret, folded. */
interface Needle {
	text: string;
	/** In base64 the letters at both ends hold a part of the secret as well. */
	isBase64?: boolean;
	/** So short that it stands in many words. It is only looked for as the value of something. */
	isShort?: boolean;
}

const MASK = '***';
/** A shorter secret, or the beginning of one where a text was cut, reveals nothing. */
const MIN_LENGTH = 4;
const MIN_ENCODED_LENGTH = 5;
/** A link in a web page in JSON is encoded three times. */
const MAX_LAYERS = 3;

/** One layer of encoding: its escapes, and what each stands for; undefined for what only looks like one. */
type Layer = readonly [RegExp, (match: RegExpMatchArray) => string | undefined];

/** What is left of an escape where a text was cut. */
const CUT_ESCAPE = /(?:\uFFFD|%[\da-f]?|&#?\w{0,8}|\\(?:u[\da-f]{0,3}|x[\da-f]?)?){1,3}$/i;

/** The names that HTML has for what may stand in a secret, each with its character behind it. */
const NAMED: ReadonlyMap<string, string> = new Map(
	[
		"amp& apos' ast* bsol\\ colon: comma, commat@ dollar$ equals= excl! grave` gt> hat^ lbrace{ lbrack[",
		'lcub{ lowbar_ lpar( lsqb[ lt< num# percnt% period. plus+ quest? quot" rbrace} rbrack] rcub} rpar)',
		'rsqb] semi; sol/ tilde~ verbar| vert|',
	]
		.flatMap((line) => line.split(' '))
		.map((entry): [string, string] => [entry.slice(0, -1), entry.slice(-1)]),
).set('nbsp', ' ');

/** Tokens of others, by their shape. */
const TOKEN =
	/(?:\bBearer +)?(?<![a-z\d])eyJ[\w-]{8,}(?:\.[\w-]*){0,2}|\bBearer +[\w.~+/=-]{16,}/gi;

/** A letter of base64 or base64url; the padding may as well stand between a name and its value. */
const BASE64 = /[\w+/-]/;

/** The same text for a secret whose case, spaces (a `+` in a form) or alphabet of base64 was changed. As long as before. */
const fold = (text: string) =>
	text.replace(/İ/g, 'i').toLowerCase().replace(/[ -]/g, '+').replace(/_/g, '/');

const codePoint = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : undefined);

const LAYERS: readonly Layer[] = [
	[/(?:%[\da-f]{2})+/gi, ([bytes]) => Buffer.from(bytes.replace(/%/g, ''), 'hex').toString('utf8')],
	// One without a semicolon at the end may have been cut.
	[
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}))(?:;|(?![\da-z]|$))/gi,
		([, dec, hex, name]) =>
			name ? NAMED.get(name.toLowerCase()) : codePoint(dec ? Number(dec) : parseInt(hex ?? '', 16)),
	],
	[
		/\\(?:u([\da-f]{4})|x([\da-f]{2})|(["'/\\]))/gi,
		([, u, x, plain]) => plain ?? codePoint(parseInt(u ?? x ?? '', 16)),
	],
	// What is encoded in it may be encoded itself.
	[/[\w+/-]{8,}/g, ([text]) => Buffer.from(text, 'base64').toString('utf8')],
];

/** The text with one layer decoded; undefined where it has none. */
function decode({ text, spans }: View, [escapes, decodeOne]: Layer): View | undefined {
	const decoded: View = { text: '', spans: [] };
	const add = (part: string, partSpans: Span[]) => {
		decoded.text += part;
		decoded.spans.push(...partSpans);
	};
	let done = 0;
	for (const match of text.matchAll(escapes)) {
		const part = decodeOne(match);
		if (part === undefined) continue;
		const end = match.index + match[0].length;
		add(text.slice(done, match.index), spans.slice(done, match.index));
		const span: Span = [spans[match.index]?.[0] ?? 0, spans[end - 1]?.[1] ?? 0];
		add(part, new Array<Span>(part.length).fill(span));
		done = end;
	}
	if (done === 0) return undefined;
	add(text.slice(done), spans.slice(done));
	return decoded;
}

/** What base64 makes of a text wherever it stands in what was encoded, without the letters that hold something else. */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
	);
}

function needlesOf(secret: string): Needle[] {
	if (secret.length < MIN_LENGTH) return [{ text: fold(secret), isShort: true }];
	const plain = { text: fold(secret) };
	const encoded = [
		{ text: Buffer.from(secret).toString('hex') },
		...base64Forms(secret).map((text) => ({ text: fold(text), isBase64: true })),
	];
	return [plain, ...encoded.filter(({ text }) => text.length >= MIN_ENCODED_LENGTH)];
}

function isValue(text: string, at: number, end: number): boolean {
	return /[=:"'] ?$/.test(text.slice(0, at)) && !/^[\p{L}\d]/u.test(text.slice(end));
}

/** Where a cut text ends in the beginning of a needle; -1 where it does not. */
function cutAt(folded: string, needle: string): number {
	for (let length = Math.min(needle.length - 1, folded.length); length >= MIN_LENGTH; length--) {
		if (folded.endsWith(needle.slice(0, length))) return folded.length - length;
	}
	return -1;
}

/** The parts of a text in which a needle stands. */
function* find(text: string, { text: needle, isBase64, isShort }: Needle): Generator<Span> {
	const folded = fold(text);
	const widened = (first: number, last: number): Span => {
		while (isBase64 && first > 0 && BASE64.test(text.charAt(first - 1))) first--;
		while (isBase64 && last < text.length && BASE64.test(text.charAt(last))) last++;
		return [first, last];
	};
	for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
		const end = at + needle.length;
		if (!isShort || isValue(text, at, end)) yield widened(at, end);
	}
	if (isShort) return;
	for (const end of [folded, folded.replace(CUT_ESCAPE, '')]) {
		const cut = cutAt(end, needle);
		if (cut >= 0) yield widened(cut, text.length);
	}
}

/**
 * Takes secrets and tokens out of a text of the server, in case it repeats what was sent: as they are, with any escapes of
 * URLs, forms, HTML and JSON (also one in another), in base64, in hex, in other case, and the beginning of one at the end of
 * a text that was cut.
 *
 * @param text some kB at most: all of it is looked at several times
 * @param secrets of any length; one of up to three characters is only found where it stands as a value
 */
export function redact(text: string, secrets: readonly string[]): string {
	const needles = secrets.filter((secret) => secret !== '').flatMap(needlesOf);
	const isMasked = new Array<boolean>(text.length).fill(false);
	const search = (view: View, layersLeft: number) => {
		for (const [first, last] of needles.flatMap((needle) => [...find(view.text, needle)])) {
			isMasked.fill(true, view.spans[first]?.[0], view.spans[last - 1]?.[1]);
		}
		for (const layer of layersLeft > 0 ? LAYERS : []) {
			const decoded = decode(view, layer);
			if (decoded) search(decoded, layersLeft - 1);
		}
	};
	search({ text, spans: Array.from(isMasked, (_masked, at): Span => [at, at + 1]) }, MAX_LAYERS);
	const shown = [...text.split('').entries()].map(([at, char]) => {
		if (!isMasked[at]) return char;
		return isMasked[at - 1] ? '' : MASK;
	});
	return shown.join('').replace(TOKEN, MASK);
}
