import { readPage, type Page } from '../../../nodes/Companies/api/search';
import { buildSearchRequest } from '../../../nodes/Companies/api/searchRequest';
import { profileRows } from '../../../nodes/Companies/list/companyReading';
import type { Behaviour, FieldName } from '../../simulator';
import { clausesFor, COMPARISONS, OVER_LIMIT, type Clause } from '../clauses';
import { ask, deniedText, isDenied, sampleOf, type Denied, type Found, type Look } from '../look';
import type { Sample, Tenant } from '../look';
import { expectsAll, isTelling, packsOf } from '../packs';

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

async function read(tenant: Tenant, clauses: Clause[]): Promise<Page | Denied> {
	const { page, order } = sampleOf(tenant);
	const sent = clauses.map((clause) => clause.sent);
	const request = buildSearchRequest(sent, order, 1, page.pageSize);
	return await ask(tenant, (client) => readPage(client, request));
}

/** The companies of the sample that came, against those that should: the list is in the order of the sample. */
function compare({ profiles }: Sample, clauses: Clause[], { rows }: Page): FilterVerdict {
	const { profiles: came } = profileRows(rows, 'auto', { today: '2000-01-01' });
	const ids = new Set(came.map(({ company }) => company.id));
	const of = (wanted: boolean) =>
		profiles.filter((profile) => expectsAll(clauses, profile) === wanted);
	const wrong = of(false).filter(({ company }) => ids.has(company.id)).length;
	const fewer = of(true).filter(({ company }) => !ids.has(company.id)).length;
	if (wrong === 0 && fewer === 0) return 'applied';
	return wrong === of(false).length && fewer === 0 ? 'ignored' : { more: wrong, fewer };
}

async function lookAt(tenant: Tenant, clause: Clause): Promise<FilterVerdict> {
	const page = await read(tenant, [clause]);
	if (isDenied(page)) return page;
	if (SETTINGS.includes(clause.field)) return 'accepted; what it counts cannot be checked';
	const sample = sampleOf(tenant);
	const verdict = compare(sample, [clause], page);
	const isShown = sample.profiles.some((profile) => clause.expects(profile) === false);
	return verdict === 'applied' && !isShown
		? 'accepted; these companies do not show whether it is applied'
		: verdict;
}

/** Asks for several clauses together, and for each alone where the answer is not what all of them give. */
async function lookAtPack(tenant: Tenant, pack: Clause[]): Promise<FilterVerdict[]> {
	const sample = sampleOf(tenant);
	const areSettings = pack.every(({ field }) => SETTINGS.includes(field));
	if (pack.length > 1) {
		const page = await read(tenant, pack);
		if (!isDenied(page)) {
			if (areSettings) return pack.map(() => 'accepted; what it counts cannot be checked');
			const isProof = isTelling(pack, sample.profiles);
			if (isProof && compare(sample, pack, page) === 'applied') return pack.map(() => 'applied');
		}
	}
	const verdicts: FilterVerdict[] = [];
	for (const clause of pack) verdicts.push(await lookAt(tenant, clause));
	return verdicts;
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
	const failed = asked.map(({ verdict }) => verdict).find(isHow('failed')) as Denied | undefined;
	return {
		...(ignoredFields.length > 0 && { filters: 'partly', ignoredFields }),
		refusedFields: fieldsWith(asked, isHow('refused')),
		failingFields: fieldsWith(asked, isHow('failed')),
		overLimitFlag: flagOf(asked),
		...(failed?.status !== undefined && { failureStatus: failed.status }),
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
		const settings = clauses.filter(isSetting);
		const packs = packsOf(
			clauses.filter((clause) => !isSetting(clause)),
			profiles,
		);
		const verdicts = new Map<Clause, FilterVerdict>();
		for (const pack of [...packs, settings]) {
			const found = await lookAtPack(tenant, pack);
			for (const [at, clause] of pack.entries()) verdicts.set(clause, found[at] ?? 'applied');
		}
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
