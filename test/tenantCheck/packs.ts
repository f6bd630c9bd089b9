import type { CompanyProfile } from '../../nodes/Companies/company/profile';
import type { Clause } from './clauses';

/** Whether the API should return a company for all of some clauses; null where one of them does not show it. */
export function expectsAll(clauses: Clause[], profile: CompanyProfile): boolean | null {
	const expected = clauses.map((clause) => clause.expects(profile));
	if (expected.includes(false)) return false;
	return expected.includes(null) ? null : true;
}

/** Whether an answer without one of the clauses would have a company that must not be there. */
function isShown(clauses: Clause[], profiles: CompanyProfile[], clause: Clause): boolean {
	const others = clauses.filter((other) => other !== clause);
	return profiles.some(
		(profile) => clause.expects(profile) === false && expectsAll(others, profile) === true,
	);
}

/** Whether the sample shows of each of these clauses whether it is applied, when all are sent together. */
export const isTelling = (clauses: Clause[], profiles: CompanyProfile[]) =>
	profiles.some((profile) => expectsAll(clauses, profile) === true) &&
	clauses.every((clause) => isShown(clauses, profiles, clause));

/** More conditions than this in one request are unlike what people ask for. */
const MAX_TOGETHER = 6;

/** Puts clauses together that one request can ask about, so that few requests are needed. */
export function packsOf(clauses: Clause[], profiles: CompanyProfile[]): Clause[][] {
	const packs: Clause[][] = [];
	for (const clause of clauses) {
		const pack = packs.find(
			(one) => one.length < MAX_TOGETHER && isTelling([...one, clause], profiles),
		);
		if (pack) pack.push(clause);
		else packs.push([clause]);
	}
	return packs;
}
