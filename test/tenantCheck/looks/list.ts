import { negotiate } from '../../../nodes/Companies/list/negotiate';
import { NEWEST_FIRST } from '../../../nodes/Companies/filter/order';
import { rowsWithoutId, type Look } from '../look';
import { profilesOf } from '../readList';

/** The sample: what the node reads first of every list. */
const SAMPLE_SIZE = 100;

/** Reads the page that everything else is compared with. */
export const listLook: Look = {
	title: 'List',
	about:
		'How many companies this client sees. All that follows is compared with the first 100, the sample.',
	asks: [`POST /api/companies/search, ${SAMPLE_SIZE} companies, newest first`],
	async run(tenant) {
		const { first: page, requestOrder: order } = await negotiate(
			tenant.client,
			[],
			NEWEST_FIRST,
			SAMPLE_SIZE,
			true,
		);
		const profiles = profilesOf(page, tenant);
		tenant.sample = { page, order, profiles, total: page.total };
		const without = rowsWithoutId(tenant.sample);
		const denied = profiles.filter(({ company }) => company.accessDenied === true).length;
		const unknown = profiles.filter(({ company }) => company.accessDenied === null).length;
		return {
			lines: [
				{ what: 'Companies', verdict: String(page.total ?? 'not said') },
				{ what: 'Companies in the sample', verdict: String(profiles.length) },
				{ what: 'Account privacy: deny access', verdict: `${denied} of the sample` },
				{ what: 'Account privacy: not said', verdict: `${unknown} of the sample` },
				...(without > 0 ? [{ what: 'Rows without an ID', verdict: String(without) }] : []),
			],
			madeUpFor: [
				...(page.total === undefined ? ['The list does not say how long it is.'] : []),
				...(without > 0 ? ['Rows without an ID are left out: the node says how many.'] : []),
			],
			contradicts: [
				...(page.total === undefined ? ['totalNumberOfRecords is missing.'] : []),
				...(without > 0 ? [`${without} of the first ${page.count} rows have no ID.`] : []),
			],
		};
	},
};
