import { DateTime } from 'luxon';
import fc from '../../property';
import { industries, licenseTypes, vendors, type CompanyRow } from '../../simulator';

export const NAMES = [
	'Acme',
	'ACME',
	'acme gmbh',
	'İstanbul Güvenlik',
	'ISTANBUL',
	'Straße & Söhne',
	'日本 Müller',
	'Mu\u0308ller ISPARTA',
	'Smith, Jones',
	'50% off_',
	'Acme ',
	' acme\u00a0 gmbh',
	'Smith,\tJones',
];
export const RESELLERS = ['NordSec, ApS', 'Blue Harbor', 'blue harbor it'];
export const TAGS = ['vip', 'VIP-2', 'at risk', ' At  Risk', 'müşteri'];
export const LIMITS = ['0', '5', '10', '20', '100'];
const ODD_LIMITS = ['', ' 10 ', 'N/A', null];

/** Days from today that are a boundary: of a segment, a filter, a month or daylight saving. */
export const DAYS = [-400, -31, -30, -29, -2, -1, 0, 1, 2, 29, 30, 31, 60, 61, 89, 90, 91, 200];
const TIMES = ['00:00:00', '00:30:00', '12:00:00', '23:59:59'];

/** The calendar day the given number of days from today in UTC. */
export const dayFromToday = (days: number) => DateTime.utc().plus({ days }).toFormat('yyyy-MM-dd');

const instant = fc
	.tuple(fc.constantFrom(...DAYS), fc.constantFrom(...TIMES))
	.map(([days, time]) => `${dayFromToday(days)}T${time}Z`);

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });

const named = (entries: Array<{ resourceId: string; name: string }>) =>
	sometimes(fc.constantFrom(...entries));

const limit = fc.oneof(
	{ arbitrary: fc.constantFrom(...LIMITS), weight: 5 },
	{ arbitrary: fc.constantFrom(...ODD_LIMITS), weight: 1 },
);

/** An unlimited license may have any number beside it; the web client stores 9999. */
const license = fc
	.record({
		isNumberOfUsersLimited: fc.nat(4).map((roll) => roll > 0),
		numberOfUsers: limit,
		stored: fc.option(limit, { nil: '9999' }),
		targetUserCount: fc.oneof(fc.nat(12), fc.constantFrom(18, 19, 20, 21, 57, 90, 100, 101)),
	})
	.map(({ stored, ...limited }) => ({
		...limited,
		numberOfUsers: limited.isNumberOfUsersLimited ? limited.numberOfUsers : stored,
	}));

/** How many systems write that something never ends. */
const NEVER = '9999-12-31T00:00:00Z';

const company = fc
	.record({
		license,
		industry: named(industries.slice(0, 6)),
		licenseType: named(licenseTypes),
		texts: fc.record({
			companyName: sometimes(fc.constantFrom(...NAMES)),
			resellerName: sometimes(fc.constantFrom(...RESELLERS)),
			tags: sometimes(fc.subarray(TAGS)),
			vendors: sometimes(fc.subarray(vendors.map(({ name }) => name))),
		}),
		dates: fc.record({
			licenceExpired: fc.boolean(),
			licenseEndDate: sometimes(fc.oneof({ weight: 9, arbitrary: instant }, fc.constant(NEVER))),
			createTime: sometimes(instant),
		}),
	})
	.map(({ license, industry, licenseType, texts, dates }) => ({
		...license,
		...texts,
		...dates,
		industryName: industry?.name ?? null,
		industryResourceId: industry?.resourceId ?? null,
		licenseTypeName: licenseType?.name ?? null,
		licenseTypeResourceId: licenseType?.resourceId ?? null,
		inactiveTargetUserCount: 1,
		deletedTargetUserCount: 0,
		monthlyActiveUserCount: 2,
		privacyDurationId: 1,
	}));

/** The companies of a reseller, with values that are hard to filter. */
export const companies: fc.Arbitrary<CompanyRow[]> = fc
	.array(company, { minLength: 0, maxLength: 30 })
	.map((rows) => rows.map((row, index) => ({ companyResourceId: `company-${index}`, ...row })));
