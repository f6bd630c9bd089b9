import { faker } from '@faker-js/faker/locale/en';
import { placeNames, tradesOf } from './believableNames';
import { currentDay } from './calendar';
import { customType, industries, licenseTypes, resellers, type LicenseType } from './catalogue';
import { seededDice, type Dice } from './dice';
import type { GenerateOptions } from './generate';
import type { CompanyRow } from './row';

type Options = Pick<GenerateOptions, 'companies' | 'today'> &
	Partial<Pick<GenerateOptions, 'seed'>>;

type Seats = Pick<CompanyRow, 'isNumberOfUsersLimited' | 'numberOfUsers' | 'targetUserCount'>;
type Dates = Pick<CompanyRow, 'createTime' | 'licenseEndDate' | 'licenceExpired'>;

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;

/** Which license types are sold how often, and the seats that are sold with them. */
const SALES: ReadonlyArray<{ type: string; share: number; seats: readonly number[] }> = [
	{ type: 'Starter', share: 0.25, seats: [25, 50, 75, 100] },
	{ type: 'Standard', share: 0.3, seats: [50, 100, 150, 200, 250, 300] },
	{ type: 'Professional', share: 0.2, seats: [150, 250, 400, 500, 750, 1000] },
	{ type: 'Business', share: 0.13, seats: [500, 750, 1000, 1500, 2500] },
	{ type: 'Enterprise', share: 0.08, seats: [1500, 2500, 4000, 6000, 12_000] },
	{ type: customType.name, share: 0.04, seats: [300, 800, 1800, 3200] },
];

/** How much of their seats companies use, from and until, and which share of them does. */
const USAGE: ReadonlyArray<{ share: number; from: number; until: number }> = [
	{ share: 0.07, from: 1.01, until: 1.3 },
	{ share: 0.02, from: 1, until: 1 },
	{ share: 0.09, from: 0.9, until: 0.99 },
	{ share: 0.16, from: 0.08, until: 0.4 },
	{ share: 0.66, from: 0.45, until: 0.89 },
];

const TAGS = ['Key account', 'Managed service', 'Pilot', 'Public sector', 'Upsell', 'At risk'];
const VENDORS = ['Keepnet Labs', 'NINJIO'];

/** Picks an entry as often as its share says; the shares add up to 1. */
function pickByShare<T extends { share: number }>(dice: Dice, entries: readonly T[]): T {
	const roll = dice.roll();
	let sum = 0;
	return entries.find(({ share }) => (sum += share) > roll) ?? entries[entries.length - 1];
}

/** A source of names, each once, that fit an industry. */
function nameSource(dice: Dice): (industry: string | undefined) => string {
	const used = new Set<string>();
	return (industry) => {
		for (;;) {
			const first = dice.chance(0.35) ? dice.pick(placeNames) : faker.person.lastName();
			const short = `${first} ${dice.pick(tradesOf(industry))}`;
			const name = used.has(short) ? `${short} ${faker.location.state()}` : short;
			if (used.has(name)) continue;
			used.add(name);
			return name;
		}
	};
}

function seatsOf(dice: Dice, choices: readonly number[], mayBeUnlimited: boolean): Seats {
	const limit = dice.pick(choices);
	const { from, until } = pickByShare(dice, USAGE);
	const used = Math.max(1, Math.floor(limit * (from + dice.roll() * (until - from))));
	// The web client stores this number where the license has no limit.
	if (mayBeUnlimited && dice.chance(0.25)) {
		return { isNumberOfUsersLimited: false, numberOfUsers: '9999', targetUserCount: used };
	}
	// Few seats: a company that is over its limit has at least one user more.
	const targetUserCount = from > 1 ? Math.max(used, limit + 1) : used;
	return { isNumberOfUsersLimited: true, numberOfUsers: `${limit}`, targetUserCount };
}

/** Yearly contracts, some for three years: most renew within a year, few have just lapsed. */
function datesOf(dice: Dice, midnight: number): Dates {
	const instant = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
	const isLapsed = dice.chance(0.04);
	const years = dice.chance(0.12) ? 3 : 1;
	const daysAhead = isLapsed ? -dice.between(1, 60) : dice.between(1, YEAR_DAYS * years - 5);
	const renewal = midnight + daysAhead * DAY_MS;
	const contracts = dice.between(1, years === 1 ? 5 : 2) * years;
	const created = Math.min(renewal - contracts * YEAR_DAYS * DAY_MS, midnight - 3 * DAY_MS);
	return {
		createTime: instant(created + dice.between(8 * 3600, 18 * 3600) * 1000),
		licenseEndDate: instant(renewal),
		licenceExpired: isLapsed,
	};
}

/**
 * A reseller's companies as they could be: for the demo, the pictures and `npm run dev`. What breaks careless code is
 * in those of `generateRows`, for the tests.
 *
 * @param options the same options give the same rows
 */
export function believableRows({ companies, seed = 1, today = currentDay() }: Options) {
	const dice = seededDice(seed);
	faker.seed(seed);
	const nextName = nameSource(dice);
	const types = new Map<string, LicenseType>(licenseTypes.map((type) => [type.name, type]));
	const midnight = Date.parse(today);
	return Array.from({ length: companies }, (): CompanyRow => {
		const industry = dice.pick(industries);
		const { type, seats } = pickByShare(dice, SALES);
		const license = seatsOf(dice, seats, type === 'Enterprise');
		const share = (most: number) => dice.between(0, Math.ceil(license.targetUserCount * most));
		return {
			companyResourceId: dice.id(),
			companyName: nextName(industry.name),
			resellerName: dice.pick(resellers).name,
			industryName: industry.name,
			industryResourceId: industry.resourceId,
			licenseTypeName: type,
			licenseTypeResourceId: types.get(type)?.resourceId ?? null,
			...license,
			inactiveTargetUserCount: share(0.08),
			deletedTargetUserCount: share(0.05),
			monthlyActiveUserCount: share(0.15),
			...datesOf(dice, midnight),
			tags: TAGS.filter(() => dice.chance(0.08)),
			privacyDurationId: dice.chance(0.02) ? 0 : dice.between(1, 5),
			vendors: VENDORS.filter(() => dice.chance(0.4)),
		};
	});
}
