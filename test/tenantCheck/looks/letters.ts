import { SEARCH_PATH } from '../../../nodes/Companies/api/searchRequest';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { foldText } from '../../../nodes/Companies/company/foldText';
import { clauseOf } from '../../../nodes/Companies/filter/condition';
import type { Behaviour } from '../../simulator';
import { deniedText, isDenied, sampleOf, type Look, type Tenant } from '../look';
import { readList } from '../readList';

/** Words of names, in another spelling each, and the companies that show whether it is found. */
interface Spelling {
	word: string;
	asked: string;
	/** Their names have the word, and none of the other words. */
	ids: string[];
}

/** In upper case at all, with an I in place of the i, and with the dotless letter of Turkish. */
const RESPELL: ReadonlyArray<{ word: RegExp; respell: (word: string) => string }> = [
	{ word: /\b[A-Za-z][a-hj-z]{3,}\b/g, respell: (word) => word.toUpperCase() },
	{ word: /\b[A-Z]?[a-z]*i[a-z]{2,}\b/g, respell: (word) => word.replaceAll('i', 'I') },
	{ word: /\b[A-Z]?[a-z]*i[a-z]{2,}\b/g, respell: (word) => word.replaceAll('i', 'ı') },
];
const NOT_SHOWN = 'not shown by these companies';

const VERDICTS: Record<Behaviour['lettersI'], string> = {
	alike: 'I, ı and i are the same letter',
	latin: 'I and i are the same letter, ı is another',
	turkish: 'I and i are different letters, as in Turkish',
};

/** @returns fewer than there are spellings where the names have no words for them */
function spellingsIn(names: Array<{ id: string; name: string }>): Spelling[] {
	const found: Spelling[] = [];
	const has = (name: string, word: string) => foldText(name).includes(foldText(word));
	for (const { word: pattern, respell } of RESPELL) {
		const words = names.flatMap(({ name }) => name.match(pattern) ?? []);
		const word = words.find((one) =>
			found.every((other) => !has(one, other.word) && !has(other.word, one)),
		);
		if (word !== undefined) found.push({ word, asked: respell(word), ids: [] });
	}
	return found.map((spelling) => {
		const others = found.filter((other) => other !== spelling);
		const isOnly = (name: string) => others.every(({ word }) => !has(name, word));
		const own = names.filter(({ name }) => name.includes(spelling.word) && isOnly(name));
		return { ...spelling, ids: own.map(({ id }) => id) };
	});
}

/** What a search takes for the same letter. */
function lettersOf([anyCase, upper, dotless]: boolean[]): Behaviour['lettersI'] | undefined {
	if (!anyCase || (dotless && !upper)) return undefined;
	if (dotless) return 'alike';
	return upper ? 'latin' : 'turkish';
}

async function look(tenant: Tenant): Promise<Behaviour['lettersI'] | string> {
	const names = sampleOf(tenant).profiles.flatMap(({ company: { id, name } }) =>
		id === null || name === null ? [] : [{ id, name }],
	);
	const spellings = spellingsIn(names);
	if (spellings.length < RESPELL.length || spellings.some(({ ids }) => ids.length === 0)) {
		return NOT_SHOWN;
	}
	const any = spellings.flatMap(({ asked }) => clauseOf('CompanyName', 'contains', asked).all);
	const page = await readList(tenant, { clauses: [{ any }] });
	if (isDenied(page)) return deniedText(page);
	const came = new Set(page.rows.map(companyIdOf));
	const isOther = ({ name }: { name: string }) =>
		!spellings.some(({ word }) => foldText(name).includes(foldText(word)));
	if (names.some((one) => isOther(one) && came.has(one.id))) return 'the filter is not applied';
	const shown = spellings.map(({ ids }) => ids.some((id) => came.has(id)));
	return lettersOf(shown) ?? NOT_SHOWN;
}

/** Which letters a search for a part of a name takes for the same. */
export const lettersLook: Look = {
	title: 'Letters',
	about:
		'Which letters a search for a name takes for the same. The node gives the right list either way.',
	asks: [`POST ${SEARCH_PATH}, CompanyName Contains <words of the sample with I and ı for i>`],
	async run(tenant) {
		const found = await look(tenant);
		const isLetters = (text: string): text is Behaviour['lettersI'] => text in VERDICTS;
		return {
			lines: [{ what: 'I and i', verdict: isLetters(found) ? VERDICTS[found] : found }],
			behaviour: isLetters(found) ? { lettersI: found } : {},
		};
	},
};
