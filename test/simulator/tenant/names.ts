import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as hebrew } from '@faker-js/faker/locale/he';
import { faker as japanese } from '@faker-js/faker/locale/ja';
import { faker as turkish } from '@faker-js/faker/locale/tr';
import type { Dice } from './dice';

/** Names that break careless code: files, formulas, sorting, upper and lower case. */
export const awkwardNames = [
	'Smith, Jones & "Partners"',
	'Two\nLines Ltd',
	'Carriage\r\nReturn GmbH',
	'=SUM(1,2) Holdings',
	'+1 Mobile',
	'@home Security',
	'-Minus- Design',
	'\tTabbed Goods',
	'IŞIK İnşaat ve Isı A.Ş.',
	'Ilıca ılık su',
	'株式会社 Müller 🦊',
	'🚀 Rocket 👩‍👩‍👧 Family',
	'شركة النور المحدودة',
	'אבטחה בע״מ',
	"O'Brien; DROP TABLE companies",
	'<b>Bold</b> & Söhne',
	' Leading and trailing ',
	'"Quoted"',
	'50% off_ Inc\\',
	'Zürich Straße AG',
	'null',
];

const others = [turkish, japanese, hebrew, arabic, german];

const pool = (size: number, name: () => string) => Array.from({ length: size }, name);

/** A source of company names: mostly plain, some foreign, some awkward, a few twice. */
export function companyNames(dice: Dice, seed: number, companies: number): () => string {
	for (const locale of [english, ...others]) locale.seed(seed);
	// Faker takes 40 µs per name: beyond the pool, names are told apart by a city.
	const plain = pool(Math.min(companies, 1500), () => english.company.name());
	const cities = pool(200, () => english.location.city());
	const foreign = others.flatMap((locale) => pool(40, () => locale.company.name()));
	let awkward = 0;
	let count = 0;
	return () => {
		const kind = dice.roll();
		if (kind < 0.02) return awkwardNames[awkward++ % awkwardNames.length];
		if (kind < 0.08) return dice.pick(foreign);
		const name = plain[count % plain.length];
		const isRepeated = count++ >= plain.length;
		return isRepeated ? `${name} ${dice.pick(cities)}` : name;
	};
}
