import type { Company } from '../../../nodes/Companies/company/company';
import { companyIdOf } from '../../../nodes/Companies/company/rawCompany';
import { DateEvidence, isUnread } from '../../../nodes/Companies/company/dateOrder';
import { readDay, readTimestamp, type DayOrder } from '../../../nodes/Companies/company/dates';
import { dayAfter } from '../../../nodes/Companies/company/renewal';
import { clauseOf } from '../../../nodes/Companies/filter/condition';
import { isNewestFirst } from '../../../nodes/Companies/filter/order';
import type { DateFormat } from '../../simulator';
import { dateFormOf, dateFormText } from '../dateForms';
import { deniedText, isDenied, sampleOf, type Line, type Look, type Tenant } from '../look';
import { readList } from '../readList';

const DATES = {
	licenseEndDate: ({ writtenRenewalDate }: Company) => writtenRenewalDate,
	createTime: ({ writtenCreatedAt }: Company) => writtenCreatedAt,
};

interface Written {
	what: string;
	/** The form of most of them; undefined where there is none that the contract knows. */
	form: DateFormat | undefined;
	/** How many have another form. */
	others: number;
	isMidnight: boolean;
	count: number;
}

const CUT = 'cut off at midnight';
const MIDNIGHT = /[T ](?:00:00(?::00)?(?:\.0+)?(?![:\d])|12:00 AM)/;

function lookAt(what: string, dates: string[], order: DayOrder): Written {
	const forms = dates.map((written) => dateFormOf(written, order));
	const counts = new Map<DateFormat, number>();
	for (const form of forms) if (form) counts.set(form, (counts.get(form) ?? 0) + 1);
	const [form, most = 0] = [...counts].sort(([, left], [, right]) => right - left)[0] ?? [];
	return {
		what,
		form,
		others: dates.length - most,
		isMidnight: dates.every((written) => MIDNIGHT.test(written)),
		count: dates.length,
	};
}

function lineOf({ what, form, others, isMidnight, count }: Written): Line {
	if (count === 0) return { what, verdict: 'no dates in the sample' };
	const rest = others > 0 ? `, ${others} in another form` : '';
	const time = isMidnight ? ', always at midnight' : ', with the time of day';
	return { what, verdict: (form ? dateFormText(form) + time : 'in an unknown form') + rest };
}

/** The offsets from UTC that dates say. */
const offsetsIn = (dates: string[]) =>
	[...new Set(dates.flatMap((date) => /T.*([+-]\d\d:\d\d)$/.exec(date)?.[1] ?? []))].sort();

/** A time zone with the offset; undefined where there are two, as with summer time, or where it is half an hour. */
function timeZoneOf([offset = '', ...others]: string[]): string | undefined {
	const [, sign, hours] = /^([+-])(\d\d):00$/.exec(offset) ?? [];
	if (hours === undefined || others.length > 0) return undefined;
	// These names count the other way round.
	return Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
}

/** The time of day of a company's creation as its distance to noon, in hours; undefined where it does not say. */
function fromNoon({ writtenCreatedAt }: Company, order: DayOrder): number | undefined {
	const [, hour] = /T(\d\d):/.exec(readTimestamp(writtenCreatedAt, order) ?? '') ?? [];
	return hour === undefined ? undefined : Math.abs(Number(hour) - 12);
}

/** Some deployments accept the order and do not keep to it. */
function areNewestFirst(companies: Company[], order: DayOrder): boolean {
	const days = companies.flatMap(({ writtenCreatedAt }) => readDay(writtenCreatedAt, order) ?? []);
	return days.every((day, at) => at === 0 || day <= (days[at - 1] ?? ''));
}

/** A company created in the middle of a day, far from every midnight, and before others. */
function midday(companies: Company[], order: DayOrder) {
	const days = companies.flatMap(({ writtenCreatedAt }) => readDay(writtenCreatedAt, order) ?? []);
	const last = days.sort().at(-1);
	const found = companies.flatMap((company) => {
		const day = readDay(company.writtenCreatedAt, order);
		const distance = fromNoon(company, order);
		const isBefore = day !== null && last !== undefined && dayAfter(day, 1) < last;
		return isBefore && distance !== undefined && distance < 10 ? [{ company, day, distance }] : [];
	});
	return found.sort((left, right) => left.distance - right.distance)[0];
}

/** Whether what was created on the last day of a range belongs to it. */
async function lookAtEnd(tenant: Tenant, order: DayOrder): Promise<string> {
	const { order: asked, profiles } = sampleOf(tenant);
	const companies = profiles.map(({ company }) => company);
	const found = midday(companies, order);
	if (!found || !isNewestFirst(asked) || !areNewestFirst(companies, order))
		return 'not shown by these companies';
	const clause = clauseOf('CreateTime', 'lessOrEqual', found.day);
	const answer = await readList(tenant, { clauses: [clause] });
	if (isDenied(answer)) return deniedText(answer);
	const ids = new Set(answer.rows.map(companyIdOf));
	const isLater = ({ writtenCreatedAt }: Company) =>
		(readDay(writtenCreatedAt, order) ?? '') > dayAfter(found.day, 1);
	if (companies.some((company) => isLater(company) && ids.has(company.id))) {
		return 'the filter is not applied';
	}
	return ids.has(found.company.id) ? 'included as a whole' : CUT;
}

/** How dates are written, and whether the last day of a range is cut. */
export const datesLook: Look = {
	title: 'Dates',
	about:
		'How renewal dates and creation dates are written, and whether a range includes its last day.',
	asks: ['POST /api/companies/search, CreateTime <= <a day of the sample>'],
	async run(tenant) {
		const companies = sampleOf(tenant).profiles.map(({ company }) => company);
		const evidence = new DateEvidence('auto');
		for (const company of companies) evidence.add(company);
		const { isOpen, order } = evidence;
		const looked = Object.entries(DATES).map(([what, read]) => {
			const dates = companies.flatMap((company) => read(company) ?? []);
			// A date that was never set is none.
			const isSet = (date: string) => readDay(date, order) !== null || isUnread(date, null);
			return lookAt(what, dates.filter(isSet), order);
		});
		const end = await lookAtEnd(tenant, order);
		const forms = [...new Set(looked.flatMap(({ form }) => form ?? []))];
		const offsets = offsetsIn(
			companies.flatMap((company) => Object.values(DATES).flatMap((read) => read(company) ?? [])),
		);
		const timeZone = timeZoneOf(offsets);
		const own = forms.filter((form) => form !== 'iso').map(dateFormText);
		const isCut = end === CUT;
		return {
			lines: [
				...looked.map(lineOf),
				...(isOpen
					? [{ what: 'Day or month first', verdict: 'not shown by these companies' }]
					: []),
				...(offsets.length > 0 ? [{ what: 'Offsets from UTC', verdict: offsets.join(', ') }] : []),
				{ what: 'The last day of a range', verdict: end },
			],
			madeUpFor: [
				...(own.length > 0
					? [`Dates are written as ${own.join(' or ')}: the node reads them.`]
					: []),
				...(isOpen ? ['Dates do not show whether day or month comes first: the day does.'] : []),
				...(isCut
					? ['The last day of a range is cut off at midnight: the node asks for one day more.']
					: []),
			],
			contradicts: looked.flatMap(({ what, others }) =>
				others > 0 ? [`${what} is written in another form ${others} times in the sample.`] : [],
			),
			behaviour: { ...(forms[0] && { dateFormat: forms[0] }), ...(timeZone && { timeZone }) },
		};
	},
};
