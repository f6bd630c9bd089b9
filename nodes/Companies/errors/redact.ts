/**
 * A text as it came or decoded once or more, and for each of its characters where that stands in the text that came:
 * a server may repeat a secret in whatever form its gateway, its log or its web page gives it.
 */
interface View {
	text: string;
	from: number[];
	to: number[];
}

/** A form of a secret, in folded letters. */
interface Needle {
	text: string;
	/** In base64 the letters at both ends hold a part of the secret as well. */
	isBase64?: boolean;
	/** A text as short stands in many words. It is only looked for as the value of something. */
	isShort?: boolean;
}

const MASK = '***';
/** A shorter secret, or the beginning of one where a text was cut, tells nothing. */
const MIN_LENGTH = 4;
const MIN_ENCODED_LENGTH = 5;
/** A link in a web page in JSON is encoded three times. */
const MAX_LAYERS = 3;

/** One layer of encoding: its escapes, and what each stands for; undefined for what is none. */
type Layer = readonly [RegExp, (match: RegExpMatchArray) => string | undefined];

/** What is left of an escape where a text was cut. */
const CUT_ESCAPE = /(?:\uFFFD|%[\da-f]?|&#?\w{0,8}|\\(?:u[\da-f]{0,3}|x[\da-f]?)?){1,3}$/i;

/** The names that HTML has for what may stand in a secret, in small letters. */
const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	ast: '*',
	bsol: '\\',
	colon: ':',
	comma: ',',
	commat: '@',
	dollar: '$',
	equals: '=',
	excl: '!',
	grave: '`',
	gt: '>',
	hat: '^',
	lbrace: '{',
	lbrack: '[',
	lcub: '{',
	lowbar: '_',
	lpar: '(',
	lsqb: '[',
	lt: '<',
	nbsp: ' ',
	num: '#',
	percnt: '%',
	period: '.',
	plus: '+',
	quest: '?',
	quot: '"',
	rbrace: '}',
	rbrack: ']',
	rcub: '}',
	rpar: ')',
	rsqb: ']',
	semi: ';',
	sol: '/',
	tilde: '~',
	verbar: '|',
	vert: '|',
};

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
			name ? NAMED[name.toLowerCase()] : codePoint(dec ? Number(dec) : parseInt(hex, 16)),
	],
	[
		/\\(?:u([\da-f]{4})|x([\da-f]{2})|(["'/\\]))/gi,
		([, u, x, plain]) => plain ?? codePoint(parseInt(u ?? x, 16)),
	],
	// What is encoded in it may be encoded itself.
	[/[\w+/-]{8,}/g, ([text]) => Buffer.from(text, 'base64').toString('utf8')],
];

function view(text: string): View {
	const from = Array.from({ length: text.length }, (_, at) => at);
	return { text, from, to: from.map((at) => at + 1) };
}

/** The text with one layer decoded; undefined where it has none. */
function decode({ text, from, to }: View, [escapes, decodeOne]: Layer): View | undefined {
	const parts: string[] = [];
	const next: View = { text: '', from: [], to: [] };
	let done = 0;
	const copy = (end: number) => {
		parts.push(text.slice(done, end));
		for (; done < end; done++) {
			next.from.push(from[done]);
			next.to.push(to[done]);
		}
	};
	for (const match of text.matchAll(escapes)) {
		const decoded = decodeOne(match);
		if (decoded === undefined) continue;
		copy(match.index);
		const end = done + match[0].length;
		for (let unit = 0; unit < decoded.length; unit++) {
			next.from.push(from[done]);
			next.to.push(to[end - 1]);
		}
		parts.push(decoded);
		done = end;
	}
	if (done === 0) return undefined;
	copy(text.length);
	return { ...next, text: parts.join('') };
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

/** Calls `mask` with each part of a view in which a needle stands. */
function search(
	{ text }: View,
	{ text: needle, isBase64, isShort }: Needle,
	mask: (at: number, end: number) => void,
): void {
	const folded = fold(text);
	const widen = (at: number, end: number) => {
		let [first, last] = [at, end];
		while (isBase64 && first > 0 && BASE64.test(text[first - 1])) first--;
		while (isBase64 && last < text.length && BASE64.test(text[last])) last++;
		mask(first, last);
	};
	for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
		const end = at + needle.length;
		if (!isShort || isValue(text, at, end)) widen(at, end);
	}
	if (isShort) return;
	for (const end of [folded, folded.replace(CUT_ESCAPE, '')]) {
		const cut = cutAt(end, needle);
		if (cut >= 0) widen(cut, text.length);
	}
}

/**
 * Takes secrets and tokens out of a text of the server, in case it repeats what was sent: as they are, with any escapes of
 * URLs, forms, HTML and JSON (also one in another), in base64, in hex, in other case, and the beginning of one at the end of a text that was cut.
 *
 * @param text some kB at most: all of it is looked at several times
 * @param secrets of any length; one of up to three characters is only found where it stands as a value
 */
export function redact(text: string, secrets: readonly string[]): string {
	const needles = secrets.filter((secret) => secret !== '').flatMap(needlesOf);
	const isMasked = new Array<boolean>(text.length).fill(false);
	const visit = (seen: View, layers: number) => {
		for (const needle of needles) {
			search(seen, needle, (at, end) => isMasked.fill(true, seen.from[at], seen.to[end - 1]));
		}
		for (const layer of layers < MAX_LAYERS ? LAYERS : []) {
			const decoded = decode(seen, layer);
			if (decoded) visit(decoded, layers + 1);
		}
	};
	visit(view(text), 0);
	const shown = [...isMasked.keys()].map((at) => {
		if (!isMasked[at]) return text[at];
		return isMasked[at - 1] ? '' : MASK;
	});
	return shown.join('').replace(TOKEN, MASK);
}
