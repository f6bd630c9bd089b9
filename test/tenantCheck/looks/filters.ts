import { readPage, type Page } from '../../../nodes/Companies/api/search';
import { buildSearchRequest } from '../../../nodes/Companies/api/searchRequest';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import type { Behaviour, FieldName } from '../../simulator';
import { clausesFor, COMPARISONS, OVER_LIMIT, type Clause } from '../clauses';
import {
	ask,
	deniedText,
	failureStatusIn,
	isDenied,
	sampleOf,
	type Denied,
	type Found,
	type Look,
} from '../look';
import type { Sample, Tenant } from '../look';
import { packsOf, plainPack, type Pack } from '../packs';

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

async function read(tenant: Tenant, { sent }: Pack): Promise<Page | Denied> {
	const { page, order } = sampleOf(tenant);
	const request = buildSearchRequest(sent, order, 1, page.pageSize);
	return await ask(tenant, async (client) => await readPage(client, request));
}

/** The companies of the sample that came, against those that should: the list is in the order of the sample. */
function compare({ profiles }: Sample, { expects }: Pack, { rows }: Page): FilterVerdict {
	const ids = new Set(rows.map(companyIdOf));
	const of = (wanted: boolean) => profiles.filter((profile) => expects(profile) === wanted);
	const wrong = of(false).filter(({ company }) => ids.has(company.id)).length;
	const fewer = of(true).filter(({ company }) => !ids.has(company.id)).length;
	if (wrong === 0 && fewer === 0) return 'applied';
	return wrong === of(false).length && fewer === 0 ? 'ignored' : { more: wrong, fewer };
}

async function lookAt(tenant: Tenant, clause: Clause): Promise<FilterVerdict> {
	const pack = plainPack(clause);
	const page = await read(tenant, pack);
	if (isDenied(page)) return page;
	if (SETTINGS.includes(clause.field)) return 'accepted; what it counts cannot be checked';
	const sample = sampleOf(tenant);
	const verdict = compare(sample, pack, page);
	const isShown = sample.profiles.some((profile) => clause.expects(profile) === false);
	return verdict === 'applied' && !isShown
		? 'accepted; these companies do not show whether it is applied'
		: verdict;
}

async function lookAtEach(tenant: Tenant, clauses: Clause[]): Promise<FilterVerdict[]> {
	const verdicts: FilterVerdict[] = [];
	for (const clause of clauses) verdicts.push(await lookAt(tenant, clause));
	return verdicts;
}

/** Asks for several clauses together, and for each alone where the answer is not what all of them give. */
async function lookAtPack(tenant: Tenant, pack: Pack): Promise<FilterVerdict[]> {
	const { clauses } = pack;
	if (clauses.length > 1) {
		const page = await read(tenant, pack);
		const isAsExpected = !isDenied(page) && compare(sampleOf(tenant), pack, page) === 'applied';
		if (isAsExpected) return clauses.map(() => 'applied');
	}
	return await lookAtEach(tenant, clauses);
}

/** Settings select no companies, so that an answer shows only whether they are accepted. */
async function lookAtSettings(tenant: Tenant, settings: Clause[]): Promise<FilterVerdict[]> {
	if (isDenied(await read(tenant, plainPack(...settings)))) {
		return await lookAtEach(tenant, settings);
	}
	return settings.map(() => 'accepted; what it counts cannot be checked');
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
		const settings = clauses.filter(isSetting);
		const others = clauses.filter((clause) => !isSetting(clause));
		const verdicts = new Map<Clause, FilterVerdict>();
		const note = (of: Clause[], found: FilterVerdict[]) => {
			for (const [at, clause] of of.entries()) verdicts.set(clause, found[at] ?? 'applied');
		};
		for (const pack of packsOf(others, profiles)) {
			note(pack.clauses, await lookAtPack(tenant, pack));
		}
		note(settings, await lookAtSettings(tenant, settings));
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
