import type { Page } from '../../../nodes/Companies/api/search';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { clausesFor, COMPARISONS, OVER_LIMIT, type Clause } from '../clauses';
import { findingsOf, type FilterVerdict, type Sent } from '../filterFindings';
import { isDenied, sampleOf, type Look, type Sample, type Tenant } from '../look';
import { packsOf, plainPack, withSettings, type Pack } from '../packs';
import { readList } from '../readList';
import { twoAtOnce } from '../twoAtOnce';

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
	if (isDenied(page)) return page;
	const found = compare(sampleOf(tenant), pack, page);
	const isDifferent = typeof found === 'object';
	return isDifferent && tenant.isMoving ? 'cannot be compared: companies change places' : found;
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
async function lookAtPack(tenant: Tenant, pack: Pack): Promise<Sent> {
	const { clauses } = pack;
	const together = clauses.length > 1 ? await lookAt(tenant, pack) : undefined;
	const verdicts =
		together === 'applied'
			? clauses.map((clause) => asExpected(clause, sampleOf(tenant)))
			: await lookAtEach(tenant, clauses);
	return { pack, together, verdicts };
}

/** Which filters are applied, by each operator, with values of the sample. */
export const filtersLook: Look = {
	title: 'Filters',
	about:
		'Whether Keepnet applies a filter. Where it does not, the node filters, which takes longer with many companies.',
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
		const sent = await twoAtOnce(packs, async (pack) => await lookAtPack(tenant, pack));
		const verdicts = new Map(
			sent.flatMap((one) => one.pack.clauses.map((clause, at) => [clause, one.verdicts[at]])),
		);
		const asked = all.map(({ field, sign, clause }) => {
			const verdict = (clause && verdicts.get(clause)) ?? 'no value to ask with';
			return { field, sign, verdict };
		});
		return findingsOf(asked, sent);
	},
};
