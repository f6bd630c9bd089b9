import { calendar, currentDay } from './calendar';
import { industries, licenseTypes, resellers } from './catalogue';
import { seededDice, type Dice } from './dice';
import { license } from './license';
import { companyNames } from './names';
import type { CompanyRow } from './row';

export interface GenerateOptions {
	companies: number;
	seed: number;
	/** The day around which dates are generated, `YYYY-MM-DD`. Default: today. */
	today?: string;
}

const tags = ['vip', 'Pilot', 'EMEA', 'at risk', 'müşteri', 'renewal-2026', 'no, really', '日本'];

/** What has been generated already: names take long, and most tests want the same companies. */
const generated = new Map<string, CompanyRow[]>();

/** Beyond this many, rows are not kept. */
const MAX_KEPT = 5000;

/** A reseller's companies; the same options give the same rows. */
export function generateRows({ companies, seed, today = currentDay() }: GenerateOptions) {
	const key = [companies, seed, today].join(' ');
	const rows = generated.get(key) ?? generate({ companies, seed, today });
	if (companies <= MAX_KEPT) generated.set(key, rows);
	return rows.map((row) => ({ ...row, tags: row.tags && [...row.tags] }));
}

/** Few companies give nobody access. */
function privacy(dice: Dice): number {
	const share = dice.roll();
	return share < 0.99 ? 1 + Math.floor(share * 5) : 0;
}

function generate({ companies, seed, today }: Required<GenerateOptions>) {
	const dice = seededDice(seed);
	const nextName = companyNames(dice, seed, companies);
	const nextDates = calendar(dice, today);
	return Array.from({ length: companies }, (): CompanyRow => {
		const industry = dice.chance(0.03) ? undefined : dice.pick(industries);
		const licenseType = dice.chance(0.02) ? undefined : dice.pick(licenseTypes);
		const { targetUserCount, ...limit } = license(dice);
		return {
			companyResourceId: dice.id(),
			companyName: nextName(),
			resellerName: dice.pick(resellers).name,
			industryName: industry?.name ?? null,
			industryResourceId: industry?.resourceId ?? null,
			licenseTypeName: licenseType?.name ?? null,
			licenseTypeResourceId: licenseType?.resourceId ?? null,
			...limit,
			targetUserCount,
			inactiveTargetUserCount: dice.between(0, Math.ceil(targetUserCount * 0.2)),
			deletedTargetUserCount: dice.between(0, Math.ceil(targetUserCount * 0.1)),
			monthlyActiveUserCount: dice.between(0, Math.ceil(targetUserCount * 0.15)),
			...nextDates(),
			tags: dice.chance(0.1) ? null : tags.filter(() => dice.chance(0.15)),
			privacyDurationId: privacy(dice),
		};
	});
}
