import type { Behaviour, FieldName } from '../simulator';
import { OVER_LIMIT } from './clauses';
import { deniedText, failureStatusIn, isDenied, type Denied, type Found, type Line } from './look';
import { itemsIn, plainPack, type Pack } from './packs';

export type FilterVerdict =
	| Denied
	| 'applied'
	| 'accepted; what it counts cannot be checked'
	| 'accepted; these companies do not show whether it is applied'
	| 'no value to ask with'
	| 'ignored'
	| 'cannot be compared: companies change places'
	| { more: number; fewer: number };

/** A pack, and what came of it. */
export interface Sent {
	pack: Pack;
	/** Of all clauses in one request; undefined where there is only one. */
	together: FilterVerdict | undefined;
	/** Of each clause. */
	verdicts: FilterVerdict[];
}

function textOf(verdict: FilterVerdict): string {
	if (isDenied(verdict)) return deniedText(verdict);
	if (typeof verdict === 'string') return verdict;
	const { more, fewer } = verdict;
	return `differs: ${more} of the sample too many, ${fewer} missing`;
}

/** One comparison, and what became of it. */
export interface Asked {
	field: string;
	sign: string;
	verdict: FilterVerdict;
}

const isHow = (how: Denied['how']) => (verdict: FilterVerdict) =>
	isDenied(verdict) && verdict.how === how;

/** How many comparisons are refused, and how many refusals say which field they are about. */
function refusalsIn(asked: Asked[]) {
	const refused = asked.flatMap(({ field, verdict }) =>
		isDenied(verdict) && verdict.how === 'refused' && field !== OVER_LIMIT
			? [verdict.words.toLowerCase().includes(field.toLowerCase())]
			: [],
	);
	return { refused: refused.length, naming: refused.filter(Boolean).length };
}

/** The fields with a verdict of a kind, whatever the operator. */
function fieldsWith(asked: Asked[], fits: (verdict: FilterVerdict) => boolean): FieldName[] {
	const fields = asked.filter(({ verdict }) => fits(verdict)).map(({ field }) => field);
	return [...new Set(fields)].filter((field) => field !== OVER_LIMIT) as FieldName[];
}

function flagOf(asked: Asked[]): Behaviour['overLimitFlag'] {
	const verdict = asked.find(({ field }) => field === OVER_LIMIT)?.verdict ?? 'applied';
	if (isDenied(verdict)) return verdict.how === 'refused' ? 'refuse' : 'fail';
	return verdict === 'ignored' ? 'ignore' : 'apply';
}

function behaviourOf(asked: Asked[]): Partial<Behaviour> {
	const ignoredFields = fieldsWith(asked, (verdict) => verdict === 'ignored');
	const { refused, naming } = refusalsIn(asked);
	return {
		...(ignoredFields.length > 0 && { filters: 'partly', ignoredFields }),
		refusedFields: fieldsWith(asked, isHow('refused')),
		failingFields: fieldsWith(asked, isHow('failed')),
		overLimitFlag: flagOf(asked),
		...(refused > 0 && { refusalNamesField: naming > 0 }),
		...failureStatusIn(asked.map(({ verdict }) => verdict)),
	};
}

/** A sentence for each field and verdict. */
function offInGroups(off: Asked[]): string[] {
	const signs = new Map<string, { field: string; text: string; signs: string[] }>();
	for (const { field, sign, verdict } of off) {
		const text = textOf(verdict);
		const group = signs.get(`${field} ${text}`) ?? { field, text, signs: [] };
		group.signs.push(sign);
		signs.set(`${field} ${text}`, group);
	}
	return [...signs.values()].map(
		(group) => `Filter ${group.field} (${group.signs.join(', ')}): ${group.text}.`,
	);
}

function sentencesOf(asked: Asked[]): Pick<Found, 'madeUpFor' | 'contradicts'> {
	const isOff = (verdict: FilterVerdict) =>
		isDenied(verdict) || verdict === 'ignored' || typeof verdict === 'object';
	const off = asked.filter(({ verdict }) => isOff(verdict));
	const isUnusable = isHow('unusable');
	const names = [
		...new Set(off.flatMap(({ field, verdict }) => (isUnusable(verdict) ? [] : field))),
	];
	return {
		madeUpFor: names.length > 0 ? [`The node filters by ${names.join(', ')} itself.`] : [],
		contradicts: offInGroups(off),
	};
}

/** How many conditions a request can have: the most that were accepted, and the fewest that only together were not. */
function conditionsIn(sent: Sent[]): { accepted: number; tooMany: number | undefined } {
	const accepted = sent.flatMap(({ pack, together, verdicts }) => {
		if (together !== undefined && !isDenied(together)) return itemsIn(pack);
		const alone = pack.clauses.filter((_, at) => !isDenied(verdicts[at]));
		return alone.map((clause) => itemsIn(plainPack(clause)));
	});
	const isTooMuch = ({ together, verdicts }: Sent) =>
		isDenied(together) && together.how !== 'unusable' && !verdicts.some(isDenied);
	const tooMany = sent.filter(isTooMuch).map(({ pack }) => itemsIn(pack));
	return {
		accepted: Math.max(0, ...accepted),
		tooMany: tooMany.length > 0 ? Math.min(...tooMany) : undefined,
	};
}

/** What the verdicts about filters say of the deployment. */
export function findingsOf(asked: Asked[], sent: Sent[]): Found {
	const { madeUpFor = [], contradicts = [] } = sentencesOf(asked);
	const { refused, naming } = refusalsIn(asked);
	const { accepted, tooMany } = conditionsIn(sent);
	const isLimited = tooMany !== undefined;
	return {
		lines: [
			...asked.map(
				({ field, sign, verdict }): Line => ({
					what: `${field} ${sign}`,
					verdict: textOf(verdict),
				}),
			),
			...(refused > 0
				? [{ what: 'Refusals that name the field', verdict: `${naming} of ${refused}` }]
				: []),
			{
				what: 'Conditions in one request',
				verdict: `${accepted} accepted${isLimited ? `, ${tooMany} not` : ''}`,
			},
		],
		madeUpFor: [
			...madeUpFor,
			...(isLimited ? ['Many conditions at once are not accepted: the node filters itself.'] : []),
		],
		contradicts: [
			...contradicts,
			...(isLimited
				? [`A filter of ${tooMany} conditions is not accepted, although each of them is.`]
				: []),
		],
		behaviour: { ...behaviourOf(asked), ...(isLimited && { maxConditions: tooMany - 1 }) },
	};
}
