import { hurry } from '../engine/support';
import type { FaultRule } from '../simulator';
import { check, verdictsOf } from './support';

beforeEach(hurry);

interface Row extends Record<string, unknown> {
	companyResourceId: string;
}

/** A tenant with other rows, or other lists of names, from its first answer on. */
async function checkWith(rule: FaultRule, before = 'Token') {
	const { result } = await check({
		companies: 150,
		validateResponses: false,
		onLook: ({ faults }, title) => {
			if (title === before) faults.add({ times: Infinity, ...rule });
		},
	});
	return result;
}

const altered = (route: FaultRule['route'], change: (data: never) => unknown): FaultRule => ({
	kind: 'alter',
	route,
	change: (body) => {
		const { data, ...envelope } = body as { data: never };
		return { ...envelope, data: change(data) };
	},
});

const withRows = (change: (row: Row) => object): FaultRule =>
	altered('search', ({ results, ...page }: { results: Row[] | null }) => ({
		...page,
		results: results?.map(change),
	}));

/** The same half of the companies in every answer. */
const isOdd = ({ companyResourceId }: Row) => /[0-7]$/.test(companyResourceId);

describe('At an odd tenant the check comes to its end, or says why not', () => {
	it('no row has an ID', async () => {
		const rule = withRows((row) => ({ ...row, companyResourceId: undefined }));
		const { ended, contradicts } = await checkWith(rule);
		expect(ended).toBe('No company has an ID, so there is nothing to compare with');
		expect(contradicts).toEqual(['100 of the first 100 rows have no ID.']);
	});

	it('half of the rows have no ID', async () => {
		const rule = withRows((row) => (isOdd(row) ? { ...row, companyResourceId: null } : row));
		const result = await checkWith(rule);
		expect(result.ended).toBeUndefined();
		expect(result.contradicts).toEqual([
			expect.stringMatching(/^\d\d of the first 100 rows have no ID\.$/),
		]);
		expect(verdictsOf(result, 'Pages')['The second page']).toBe('not shown by rows without an ID');
		expect(verdictsOf(result, 'Filters')['CompanyName =']).toBe('applied');
	});

	it('half of the rows have fields of other types', async () => {
		const rule = withRows((row) =>
			isOdd(row)
				? { ...row, targetUserCount: 'many', createTime: { at: 1 }, licenseEndDate: [] }
				: row,
		);
		const result = await checkWith(rule);
		expect(result.ended).toBeUndefined();
		expect(result.contradicts).toContainEqual(
			expect.stringMatching(/^targetUserCount is of the type string, not integer, in \d\d /),
		);
		expect(verdictsOf(result, 'Filters')['isTargetUserCountExceededLimit =']).toBe('applied');
	});

	it('a list of 10,000 industries', async () => {
		const industries = Array.from({ length: 10_000 }, (_, at) => ({
			resourceId: `industry-${at}`,
			name: `Industry ${at}`,
		}));
		const rule = altered('lookups', (data) => (Array.isArray(data) ? industries : data));
		const result = await checkWith(rule);
		expect(result.ended).toBeUndefined();
		expect(verdictsOf(result, 'Lookups').Industries).toBe('10000 entries');
	});

	it('lists of names that are none', async () => {
		const result = await checkWith(altered('lookups', () => 'nothing'));
		expect(result.ended).toBeUndefined();
		expect(verdictsOf(result, 'Lookups')['License types']).toBe('no usable answer (200)');
		expect(result.contradicts).toEqual([
			'GET /api/lookups/licenses: no usable answer (200).',
			'GET /api/lookups/2: no usable answer (200).',
		]);
	});

	it('a role that may not list companies', async () => {
		const rule: FaultRule = { kind: 'failedEnvelope', route: 'search', httpStatus: 403 };
		const { ended, sections } = await checkWith(rule);
		expect(ended).toBe('The client of this credential is not a Reseller');
		expect(sections.map(({ title }) => title)).toEqual(['Token', 'Lookups', 'Limits']);
	});

	it('every order fails', async () => {
		const { ended } = await checkWith({ kind: 'status', status: 500, route: 'search' });
		expect(ended).toBe('Keepnet is not working properly at the moment');
	});

	it('requests are limited in the middle', async () => {
		const rule: FaultRule = { kind: 'rateLimit', route: 'search', seconds: 1, times: 3 };
		const result = await checkWith(rule, 'Orders');
		expect(result.ended).toBeUndefined();
		expect(verdictsOf(result, 'Limits')['Answered with 429']).toBe('3');
		expect(result.contradicts).toEqual([]);
	});
});
