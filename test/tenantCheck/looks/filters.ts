import type { Page } from '../../../nodes/Companies/api/search';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import type { Behaviour, FieldName } from '../../simulator';
import { clausesFor, COMPARISONS, OVER_LIMIT, type Clause } from '../clauses';
import { deniedText, failureStatusIn, isDenied, sampleOf, type Denied, type Found } from '../look';
import type { Look, Sample, Tenant } from '../look';
import { packsOf, plainPack, withSettings, type Pack } from '../packs';
import { readList } from '../readList';
import { twoAtOnce } from '../twoAtOnce';

export type FilterVerdict =
	| Denied
	| 'applied'
	| 'accepted; what it counts cannot be checked'
	| 'accepted; these companies do not show whether it is applied'
	| 'no value to ask with'
	| 'ignored'
	| { more: number; fewer: number };

const SETTINGS = COMPARISONS.filter(({ field }) => ['month', 'status'].includes(field.kind)).map(
	({ field }) => field.name,
);

/** The companies of the sample that came, against those that should: the list is in the order of the sample. */
function compare({ profiles }: Sample, { expects }: Pack, { rows }: Page): FilterVerdict {
	const ids = new Set(rows.map(companyIdOf));
	const of = (wanted: boolean) => profiles.filter((profile) => expects(profile) === wanted);
	const wrong = of(false).filter(({ company }) => ids.has(company.id)).length;
	const fewer = of(true).filter(({ company }) => !ids.has(company.id)).length;
	if (wrong === 0 && fewer === 0) return 'applied';
	return wrong === of(false).length && fewer === 0 ? 'ignored' : { more: wrong, fewer };
}

/** What it means for a clause that the answer is as the clause, alone or with others, should make it. */
function asExpected({ field, expects }: Clause, { profiles }: Sample): FilterVerdict {
	if (SETTINGS.includes(field)) return 'accepted; what it counts cannot be checked';
	return profiles.some((profile) => expects(profile) === false)
		? 'applied'
		: 'accepted; these companies do not show whether it is applied';
}

async function lookAt(tenant: Tenant, pack: Pack): Promise<FilterVerdict> {
	const page = await readList(tenant, { clauses: pack.sent });
	return isDenied(page) ? page : compare(sampleOf(tenant), pack, page);
}

async function lookAtEach(tenant: Tenant, clauses: Clause[]): Promise<FilterVerdict[]> {
	const verdicts: FilterVerdict[] = [];
	for (const clause of clauses) {
		const found = await lookAt(tenant, plainPack(clause));
		verdicts.push(found === 'applied' ? asExpected(clause, sampleOf(tenant)) : found);
	}
	return verdicts;
}

/** Asks for several clauses together, and for each alone where the answer is not what all of them give. */
async function lookAtPack(tenant: Tenant, pack: Pack): Promise<FilterVerdict[]> {
	const { clauses } = pack;
	const found = clauses.length > 1 ? await lookAt(tenant, pack) : 'not asked together';
	if (found !== 'applied') return await lookAtEach(tenant, clauses);
	return clauses.map((clause) => asExpected(clause, sampleOf(tenant)));
}

function textOf(verdict: FilterVerdict): string {
	if (isDenied(verdict)) return deniedText(verdict);
	if (typeof verdict === 'string') return verdict;
	const { more, fewer } = verdict;
	return `differs: ${more} of the sample too many, ${fewer} missing`;
}

interface Asked {
	field: string;
	sign: string;
	verdict: FilterVerdict;
}

const isHow = (how: Denied['how']) => (verdict: FilterVerdict) =>
	isDenied(verdict) && verdict.how === how;

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
	return {
		...(ignoredFields.length > 0 && { filters: 'partly', ignoredFields }),
		refusedFields: fieldsWith(asked, isHow('refused')),
		failingFields: fieldsWith(asked, isHow('failed')),
		overLimitFlag: flagOf(asked),
		...failureStatusIn(asked.map(({ verdict }) => verdict)),
	};
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
		contradicts: off.map(
			({ field, sign, verdict }) => `Filter ${field} ${sign}: ${textOf(verdict)}.`,
		),
	};
}

/** Which filters are applied, by each operator, with values of the sample. */
export const filtersLook: Look = {
	title: 'Filters',
	asks: [
		'POST /api/companies/search, with several of these at once, and each alone where they disagree:',
		...COMPARISONS.map(({ field, sign }) => `  ${field.name} ${sign} <a value of the sample>`),
		`  ${OVER_LIMIT}`,
	],
	async run(tenant) {
		const { profiles } = sampleOf(tenant);
		const { catalogue, vendors = [] } = tenant;
		const all = clausesFor(profiles, { products: catalogue?.products ?? [], vendors });
		const clauses = all.flatMap(({ clause }) => clause ?? []);
		const isSetting = ({ field }: Clause) => SETTINGS.includes(field);
		const others = clauses.filter((clause) => !isSetting(clause));
		const packs = withSettings(packsOf(others, profiles), clauses.filter(isSetting));
		const found = await twoAtOnce(packs, async (pack) => await lookAtPack(tenant, pack));
		const verdicts = new Map(
			packs.flatMap((pack, of) => pack.clauses.map((clause, at) => [clause, found[of]?.[at]])),
		);
		const asked = all.map(({ field, sign, clause }): Asked => {
			const verdict = (clause && verdicts.get(clause)) ?? 'no value to ask with';
			return { field, sign, verdict };
		});
		const lines = asked.map(({ field, sign, verdict }) => ({
			what: `${field} ${sign}`,
			verdict: textOf(verdict),
		}));
		return { lines, ...sentencesOf(asked), behaviour: behaviourOf(asked) };
	},
};
