import { hurry } from '../engine/support';
import fc, { runs } from '../property';
import type { Behaviour } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import type { Result } from './check';
import { COMPARISONS } from './clauses';
import { ORDERS } from './looks/orders';
import { check } from './support';

beforeEach(hurry);

const FIELDS = [
	...new Set(COMPARISONS.map(({ field }) => field.name)),
] as Behaviour['ignoredFields'];

/** Some of the names, in three groups that share none. */
const threeOf = <T>(names: readonly T[]) =>
	fc
		.array(fc.constantFrom('kept', 'kept', 'kept', 'first', 'second', 'third'), {
			minLength: names.length,
			maxLength: names.length,
		})
		.map((groups) => {
			const of = (wanted: string) => names.filter((_, at) => groups[at] === wanted);
			return [of('first'), of('second'), of('third')] as const;
		});

const days = ['DD/MM/YYYY', 'MM/DD/YYYY', 'YYYY/MM/DD'] as const;
const times = ['HH:mm', 'HH:mm:ss', 'hh:mm A'] as const;
const denied = fc.constantFrom(400, 500) as fc.Arbitrary<400 | 500>;

/** What makes a difference that the check looks for. */
const behaviours: fc.Arbitrary<Partial<Behaviour>> = fc
	.tuple(
		threeOf(ORDERS),
		threeOf(FIELDS),
		fc.record(
			{
				pageCap: fc.constantFrom(60, 100),
				pageSizeLimit: fc.constantFrom(100, 1000),
				emptyResultsAsNull: fc.boolean(),
				duplicateRows: fc.boolean(),
				totalOffset: fc.constantFrom(-7, 7),
				tieOrder: fc.constantFrom('stable', 'shuffled'),
				lettersI: fc.constantFrom('alike', 'latin', 'turkish'),
				maxConditions: fc.constantFrom(2, 5),
				refusalNamesField: fc.boolean(),
				nestedIndustries: fc.boolean(),
				timeZone: fc.constantFrom('Etc/GMT-9', 'Etc/GMT+5'),
				limitsSortedAs: fc.constantFrom('number', 'text'),
				failureStatus: fc.constantFrom(200, 500),
				overLimitFlag: fc.constantFrom('apply', 'ignore', 'refuse', 'fail'),
				dateFormat: fc.constantFrom(
					...(['iso', 'isoOffset', 'isoLocal'] as const),
					...days.flatMap((day) => times.map((time) => `${day} ${time}` as const)),
				),
				resourceIdName: fc.constantFrom('companyResourceId', 'resourceId'),
				modules: fc.constantFrom('custom', 'all', 'texts', 'none'),
				extraFields: fc.boolean(),
				trainingColumns: fc.constantFrom('all', 'some', 'none'),
				vendorNames: fc.constantFrom('text', 'list'),
				lookupForbidden: fc.boolean(),
				vendorList: fc.constantFrom('served', 'missing', 'forbidden', 'failing'),
				exportTypesRefused: fc.record(
					{ CSV: denied, Excel: denied, PDF: denied },
					{ requiredKeys: [] },
				),
				capitalisedEnvelope: fc.boolean(),
				isSuccessEnvelope: fc.boolean(),
				exportBom: fc.boolean(),
				exportContentLength: fc.boolean(),
				exportContentType: fc.constantFrom(null, 'application/octet-stream'),
				exportDisposition: fc.constant(null),
				tokenLifetimeSeconds: fc.constantFrom(600, 3600),
				tokenExpiresIn: fc.constantFrom(300, 3600),
			},
			{ requiredKeys: [] },
		),
	)
	.map(([orders, fields, others]): Partial<Behaviour> => {
		const [orderByIgnored, orderByRefused, orderByFailing] = orders;
		const [ignoredFields, refusedFields, failingFields] = fields;
		return {
			...others,
			// Without an order all companies tie, so that no page can be compared with another.
			...([...orderByIgnored, ...orderByRefused, ...orderByFailing].length > 0 && {
				tieOrder: 'stable',
			}),
			...(others.lookupForbidden && { nestedIndustries: false }),
			// Other dates do not say where they are written.
			...(others.timeZone && { dateFormat: 'isoOffset' }),
			...{ orderByIgnored, orderByRefused, orderByFailing },
			...{ filters: 'partly', ignoredFields, refusedFields, failingFields },
		};
	});

/** What the check says, but for times and how many requests it took. */
const saidBy = ({ sections, madeUpFor, contradicts, ended }: Result) => ({
	sections: sections
		.filter(({ title }) => title !== 'Limits')
		.map(({ title, lines }) => [title, lines.map(({ what, verdict }) => `${what}: ${verdict}`)]),
	madeUpFor,
	contradicts,
	ended,
});

/** Differences that every tenant with these companies shows. */
const ALWAYS_SHOWN = [
	...(['dateFormat', 'resourceIdName', 'modules', 'extraFields', 'lookupForbidden'] as const),
	...(['capitalisedEnvelope', 'isSuccessEnvelope', 'nestedIndustries', 'timeZone'] as const),
	...(['vendorList', 'exportTypesRefused', 'overLimitFlag', 'duplicateRows'] as const),
];

const shownIn = (behaviour: Partial<Behaviour>) => {
	const whole = { ...documentedBehaviour(), ...behaviour };
	return Object.fromEntries(ALWAYS_SHOWN.map((name) => [name, whole[name]]));
};

it('finds a behavior with which the simulator is, for all that the check sees, the same tenant', async () => {
	await fc.assert(
		fc.asyncProperty(behaviours, async (behaviour) => {
			const of = { companies: 150, validateResponses: false };
			const { result: seen, simulator } = await check({ ...of, behaviour });
			const { result: again, simulator: other } = await check({ ...of, behaviour: seen.behaviour });
			await Promise.all([simulator.close(), other.close()]);
			expect(seen.ended).toBeUndefined();
			expect(saidBy(again)).toEqual(saidBy(seen));
			expect(shownIn(seen.behaviour)).toEqual(shownIn(behaviour));
		}),
		{ numRuns: runs(6), endOnFailure: true },
	);
}, 300_000);
