import { foldText } from '../company/foldText';
import { UserMistake } from '../errors/userMistake';
import type { Named } from '../insight/catalogue';
import type { Choice } from '../plan/conditions/choice';
import { nearNames } from './nearNames';
import { quoted } from './values';

/** Some names of the API have commas in them, e.g. the industry "Energy, Oil & Gas". */
const COMMA = ', ';

const key = (text: string) =>
	foldText(text)
		.split(/\s*,\s*/)
		.join(COMMA);

/** Everything that entries from some position on can mean: the longest first. */
function readings(entries: string[], from: number): string[] {
	const rest = entries.slice(from);
	return rest.map((_, taken) => rest.slice(0, rest.length - taken).join(COMMA));
}

function unknown(label: string, value: string, known: Named[]): UserMistake {
	const near = nearNames(
		value,
		known.map(({ name }) => name),
	);
	return new UserMistake(
		`'${label}' has a value that Keepnet does not know`,
		near.length === 0
			? `The value is ${quoted(value)}. Keepnet lists nothing to choose from here.`
			: `The value is ${quoted(value)}. Did you mean ${near.map((name) => `"${name}"`).join(', ')}?`,
	);
}

/**
 * Finds what was chosen, by id or by name, in a list of the API.
 *
 * @param entries a text with commas comes here in parts, of which several together may be one name
 * @param known undefined where the list cannot be read: then every reading of the entries is compared with the companies
 * @throws UserMistake for a value that is not in the list; it names the nearest ones
 */
export function findChoice(label: string, entries: string[], known: Named[] | undefined): Choice {
	if (!known) return { chosen: entries.flatMap((_, from) => readings(entries, from)) };
	const byKey = new Map(
		known.flatMap((entry) => [entry.id, entry.name].map((word) => [key(word), entry])),
	);
	const chosen: Named[] = [];
	for (let from = 0; from < entries.length; ) {
		const reading = readings(entries, from).find((text) => byKey.has(key(text)));
		if (reading === undefined) throw unknown(label, entries[from], known);
		chosen.push(byKey.get(key(reading)) as Named);
		from += reading.split(COMMA).length;
	}
	return { chosen };
}
