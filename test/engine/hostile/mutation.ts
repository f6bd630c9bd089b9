import fc from '../../property';

/** A way to spoil a valid answer. `at` picks the place, from 0 to 1. */
interface Mutation {
	kind: keyof typeof KINDS;
	at: number;
	/** Picks one of several values, from 0 to 1. */
	choice: number;
}

type Json = Record<string, unknown> | unknown[];

/** A place in a JSON text: the object or list, and the key there. */
interface Place {
	parent: Json;
	key: string;
	value: unknown;
}

const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const pick = <T>(list: readonly T[], share: number): T | undefined =>
	list[Math.min(list.length - 1, Math.floor(share * list.length))];

/** Every place in a body, the outer ones first. */
function places(body: Json): Place[] {
	const found: Place[] = [];
	const queue: Json[] = [body];
	for (let parent = queue.shift(); parent; parent = queue.shift()) {
		for (const [key, value] of Object.entries(parent)) {
			found.push({ parent, key, value });
			if (isContainer(value)) queue.push(value);
		}
	}
	return found;
}

function set({ parent, key }: Place, value: unknown): void {
	(parent as Record<string, unknown>)[key] = value;
}

function remove({ parent, key }: Place): void {
	if (Array.isArray(parent)) parent.splice(Number(key), 1);
	else delete parent[key];
}

/** Values of every type, to replace values of another type. */
const STRANGERS: readonly unknown[] = [
	null,
	true,
	false,
	0,
	-1,
	1.5,
	1e9,
	'',
	' ',
	'Unlimited',
	'1.000',
	'x'.repeat(3000),
	[],
	[null],
	[[]],
	{},
	{ a: { b: [] } },
];

function renameKeys(value: unknown, rename: (key: string) => string): unknown {
	if (Array.isArray(value)) return value.map((entry) => renameKeys(entry, rename));
	if (!isContainer(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [rename(key), renameKeys(entry, rename)]),
	);
}

/** The rows of a list, wherever it stands. */
const rowsIn = (body: Json) =>
	places(body).filter(
		({ parent, value }) => Array.isArray(parent) && isContainer(value) && !Array.isArray(value),
	);

/** Changes a body in place. */
type Change = (body: Json, mutation: Mutation) => void;

const anywhere =
	(change: (place: Place, mutation: Mutation) => void): Change =>
	(body, mutation) => {
		const place = pick(places(body), mutation.at);
		if (place) change(place, mutation);
	};

const KINDS = {
	dropKey: anywhere(remove),
	/** The outer places are few and do the most damage. */
	dropOuterKey: (body, { at }) => {
		const place = pick(places(body).slice(0, 10), at);
		if (place) remove(place);
	},
	swapType: anywhere((place, { choice }) => set(place, pick(STRANGERS, choice))),
	swapOuterType: (body, { at, choice }) => {
		const place = pick(places(body).slice(0, 10), at);
		if (place) set(place, pick(STRANGERS, choice));
	},
	asText: anywhere((place) => set(place, String(place.value))),
	inList: anywhere((place) => set(place, [place.value])),
	rowWithoutId: (body, { at, choice }) => {
		const row = pick(rowsIn(body), at)?.value as Record<string, unknown> | undefined;
		if (!row) return;
		for (const name of ['companyResourceId', 'resourceId']) {
			if (!(name in row)) continue;
			if (choice < 0.5) delete row[name];
			else row[name] = pick([null, '', ' ', [], {}], choice * 2 - 1);
		}
	},
	rowOfAnotherType: (body, { at, choice }) => {
		const place = pick(rowsIn(body), at);
		if (place) set(place, pick(STRANGERS, choice));
	},
	dropRow: (body, { at }) => {
		const place = pick(rowsIn(body), at);
		if (place) remove(place);
	},
	repeatRow: (body, { at }) => {
		const place = pick(rowsIn(body), at);
		if (place) (place.parent as unknown[]).push(place.value);
	},
	dropColumn: (body, { at }) => {
		const place = pick(rowsIn(body), 0);
		const name = pick(Object.keys(place?.value ?? {}), at);
		for (const { value } of rowsIn(body)) delete (value as Record<string, unknown>)[name ?? ''];
	},
	swapColumn: (body, { at, choice }) => {
		const place = pick(rowsIn(body), 0);
		const name = pick(Object.keys(place?.value ?? {}), at);
		if (name === undefined) return;
		for (const { value } of rowsIn(body)) {
			(value as Record<string, unknown>)[name] = pick(STRANGERS, choice);
		}
	},
	cutText: anywhere((place, { choice }) => {
		const text = String(place.value);
		if (!isContainer(place.value)) set(place, text.slice(0, Math.floor(choice * text.length)));
	}),
	doubleText: anywhere((place) => {
		if (!isContainer(place.value)) set(place, `${String(place.value)}${String(place.value)}`);
	}),
	capitalKeys: anywhere((place) =>
		set(
			place,
			renameKeys(place.value, (key) => key.toUpperCase()),
		),
	),
	smallKeys: anywhere((place) =>
		set(
			place,
			renameKeys(place.value, (key) => key.toLowerCase()),
		),
	),
} satisfies Record<string, Change>;

/** Changes to the answer as a text, after all others. */
const TEXT_KINDS = ['cutBody', 'doubleBody', 'allCapitalKeys', 'allSmallKeys'] as const;

/** Evenly spread: a place that is not at one of the ends is as likely. */
export const share = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((part) => part / 10_000);

/** The weakest point of a list, therefore three times as frequent. */
const OF_ROWS = (
	['dropRow', 'rowWithoutId', 'repeatRow', 'dropColumn', 'swapColumn'] as const
).flatMap((kind) => [kind, kind]);

const mutation = fc.record({
	kind: fc.constantFrom(...(Object.keys(KINDS) as Array<keyof typeof KINDS>), ...OF_ROWS),
	at: share,
	choice: share,
});

/** Everything that may be done to the answers of a route. */
export const hostility = fc.record({
	mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
	asText: fc.oneof(
		{ weight: 5, arbitrary: fc.constant(undefined) },
		{ weight: 1, arbitrary: fc.record({ kind: fc.constantFrom(...TEXT_KINDS), at: share }) },
	),
	times: fc.constantFrom(1, 2, Infinity, Infinity),
	pageNumber: fc.constantFrom(undefined, undefined, 1, 2, 3),
});

/** One thing that is done to the answers of a route: how often it strikes, and on which page (undefined: any). */
export type Hostility = typeof hostility extends fc.Arbitrary<infer T> ? T : never;

/** The answer as sent: a text if it is no longer JSON. */
export function spoil(body: unknown, { mutations, asText }: Hostility): unknown {
	if (!isContainer(body)) return body;
	for (const entry of mutations) (KINDS[entry.kind] as Change)(body, entry);
	switch (asText?.kind) {
		case 'cutBody': {
			const text = JSON.stringify(body);
			return text.slice(0, Math.floor(asText.at * text.length));
		}
		case 'doubleBody':
			return JSON.stringify(body).repeat(2);
		case 'allCapitalKeys':
			return renameKeys(body, (key) => key.toUpperCase());
		case 'allSmallKeys':
			return renameKeys(body, (key) => key.toLowerCase());
		default:
			return body;
	}
}
