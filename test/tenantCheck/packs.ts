import type { FilterClause } from '../../nodes/Companies/api/searchRequest';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import type { Clause } from './clauses';

/** What a clause, or a pack of them, says of a company; null where databases may differ. */
type Truth = boolean | null;

/** How clauses are put together: a company has to match each of them, or one. */
interface Joining {
	sent(clauses: Clause[]): FilterClause[];
	truth(truths: Truth[]): Truth;
	/** Where all other clauses are like this, a clause alone decides. */
	neutral: boolean;
}

const itemsOf = ({ sent }: Clause) => ('all' in sent ? sent.all : []);

const EACH: Joining = {
	sent: (clauses) => clauses.map(({ sent }) => sent),
	truth: (truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true),
	neutral: true,
};

const ONE: Joining = {
	sent: (clauses) => [{ any: clauses.flatMap(itemsOf) }],
	truth: (truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false),
	neutral: false,
};

/** Clauses that one request asks about. */
export interface Pack {
	clauses: Clause[];
	sent: FilterClause[];
	/** Whether the API should return a company. */
	expects(profile: CompanyProfile): Truth;
}

/** How many conditions the API gets. */
export const itemsIn = ({ sent }: Pack): number => {
	const items = sent.flatMap((clause) => {
		if ('overLimit' in clause) return [];
		return 'all' in clause ? clause.all : clause.any;
	});
	return new Set(items.map((item) => JSON.stringify(item))).size;
};

const truthOf = (joining: Joining, clauses: Clause[], profile: CompanyProfile) =>
	joining.truth(clauses.map((clause) => clause.expects(profile)));

const toPack = (joining: Joining, clauses: Clause[]): Pack => ({
	clauses,
	sent: joining.sent(clauses),
	expects: (profile) => truthOf(joining, clauses, profile),
});

/** A request with these clauses, each of which has to match. */
export const plainPack = (...clauses: Clause[]) => toPack(EACH, clauses);

/** Whether the sample shows of each of these clauses whether it is applied, when all are sent together. */
function isTelling(joining: Joining, clauses: Clause[], profiles: CompanyProfile[]): boolean {
	const { neutral } = joining;
	return (
		profiles.some((profile) => truthOf(joining, clauses, profile) === neutral) &&
		clauses.every((clause) => {
			const others = clauses.filter((other) => other !== clause);
			return profiles.some(
				(profile) =>
					clause.expects(profile) === !neutral && truthOf(joining, others, profile) === neutral,
			);
		})
	);
}

/** More conditions than this in one request are unlike what people ask for. */
const MAX_TOGETHER = 8;

function join(joining: Joining, clauses: Clause[], profiles: CompanyProfile[]): Clause[][] {
	const joined: Clause[][] = [];
	for (const clause of clauses) {
		const found = joined.find(
			(one) => one.length < MAX_TOGETHER && isTelling(joining, [...one, clause], profiles),
		);
		if (found) found.push(clause);
		else joined.push([clause]);
	}
	return joined;
}

/** The API should return all of these companies anyway, so an answer shows no more of one clause than of several. */
function inGroups(silent: Clause[]): Clause[][] {
	const groups = Math.ceil(silent.length / MAX_TOGETHER);
	return Array.from({ length: groups }, (_, at) =>
		silent.slice(at * MAX_TOGETHER, (at + 1) * MAX_TOGETHER),
	);
}

/**
 * Puts clauses together that one request can ask about, so that few requests are needed: those that many companies match, all at
 * once; of the rest, one must match.
 */
export function packsOf(clauses: Clause[], profiles: CompanyProfile[]): Pack[] {
	const counted = clauses.map((clause) => ({
		clause,
		matches: profiles.filter((profile) => clause.expects(profile) === true).length,
		isSilent: !profiles.some((profile) => clause.expects(profile) === false),
	}));
	counted.sort((left, right) => right.matches - left.matches);
	const those = (fit: (one: (typeof counted)[number]) => boolean) =>
		counted.filter(fit).map(({ clause }) => clause);
	const isOfFew = ({ clause, matches }: (typeof counted)[number]) =>
		matches < profiles.length / 2 && itemsOf(clause).length === 1;
	const isAlone = (joined: Clause[]) => joined.length === 1;
	const few = those((one) => !one.isSilent && isOfFew(one)).reverse();
	const many = those((one) => !one.isSilent && !isOfFew(one));
	const ones = join(ONE, few, profiles);
	const each = join(EACH, [...many, ...ones.filter(isAlone).flat()], profiles);
	return [
		...[...inGroups(those(({ isSilent }) => isSilent)), ...each].map((all) => toPack(EACH, all)),
		...ones.filter((joined) => !isAlone(joined)).map((joined) => toPack(ONE, joined)),
	];
}

/** Settings select no companies, so the smallest pack carries them too. */
export function withSettings(packs: Pack[], settings: Clause[]): Pack[] {
	const [smallest] = [...packs].sort((left, right) => left.clauses.length - right.clauses.length);
	if (!smallest) return [plainPack(...settings)];
	const { clauses, sent, expects } = smallest;
	const carrier = {
		clauses: [...clauses, ...settings],
		sent: [...sent, ...settings.map((setting) => setting.sent)],
		expects,
	};
	return packs.map((pack) => (pack === smallest ? carrier : pack));
}
