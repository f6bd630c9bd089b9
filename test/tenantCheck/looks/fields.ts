import type { RawCompany } from '../../../nodes/Companies/company/rawCompany';
import type { Behaviour } from '../../simulator';
import { describedFields, typeOf, type Described } from '../described';
import { isTellable, secretsIn } from '../identifier';
import { sampleOf, type Found, type Look } from '../look';

/** How many rows have a field in each type, the most frequent first. */
type Types = Array<[type: string, rows: number]>;

function typesOf(rows: RawCompany[], name: string): Types {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const type = typeOf(row[name]);
		counts.set(type, (counts.get(type) ?? 0) + 1);
	}
	return [...counts].sort(([, left], [, right]) => right - left);
}

const typesText = (types: Types) =>
	types.length === 1
		? String(types[0]?.[0])
		: types.map(([type, rows]) => `${type} in ${rows}`).join(', ');

/** Sentences about a field whose type is not the described one. */
function deviations(name: string, { type, isOptional }: Described, types: Types): string[] {
	return types.flatMap(([seen, rows]) => {
		if (seen === 'null' || seen === 'absent') {
			return isOptional ? [] : [`${name} is ${seen} in ${rows} of the sample.`];
		}
		if (type === undefined || seen === type) return [];
		return [`${name} is of the type ${seen}, not ${type}, in ${rows} of the sample.`];
	});
}

const isThere = (types: Types) => types.some(([type]) => type !== 'absent');
const hasType = (types: Types | undefined, wanted: string) =>
	types?.some(([type]) => type === wanted) ?? false;

/** Which rows have a field. */
function extentOf(types: Types): 'all' | 'some' | 'none' {
	if (!isThere(types)) return 'none';
	return hasType(types, 'absent') ? 'some' : 'all';
}

/** How the rows list their products; undefined where no company shows it. */
function modulesIn(rows: RawCompany[]): Behaviour['modules'] | undefined {
	const lists = rows.map(({ modules }) => modules);
	const isText = (entry: unknown) => typeof entry === 'string';
	if (lists.some((list) => Array.isArray(list) && list.some(isText))) return 'texts';
	const listing = lists.filter(Array.isArray).length;
	if (listing > 0) return listing === rows.length ? 'all' : 'custom';
	return rows.some(({ licenseTypeName }) => /^custom$/i.test(String(licenseTypeName)))
		? 'none'
		: undefined;
}

function behaviourOf(rows: RawCompany[], added: string[]): Partial<Behaviour> {
	const modules = modulesIn(rows);
	return {
		...(!isThere(typesOf(rows, 'companyResourceId')) && { resourceIdName: 'resourceId' }),
		...(modules && { modules }),
		extraFields: added.length > 0,
		trainingColumns: extentOf(typesOf(rows, 'monthlyEnrolled')),
		...(hasType(typesOf(rows, 'enrolledVendorNames'), 'array') && { vendorNames: 'list' }),
	};
}

const MODULES: Record<Behaviour['modules'], string> = {
	all: 'listed by each row',
	custom: 'listed by some rows',
	texts: 'listed as texts',
	none: 'not listed, not even with the license type Custom',
};

function sentencesOf(
	rows: RawCompany[],
	unread: string[],
	isRespelled: boolean,
): Pick<Found, 'madeUpFor' | 'contradicts'> {
	const custom = modulesIn(rows) === 'none';
	return {
		madeUpFor: [
			...(isRespelled ? ['Names of fields are spelled otherwise: the node reads them.'] : []),
			...(custom ? ['Products of the license type Custom are not listed: they stay unknown.'] : []),
			...unread.map((name) => `${name} has values that cannot be read: they stay empty.`),
		],
		contradicts: [
			...(isRespelled ? ['Names of fields in rows are spelled otherwise.'] : []),
			...(custom ? ['Rows of the license type Custom lack modules.'] : []),
		],
	};
}

/** The fields of the rows: which are new, which are missing, which have another type. It asks for nothing. */
export const fieldsLook: Look = {
	title: 'Fields of rows',
	about: 'What Keepnet says about each company. A field that is missing here stays empty in n8n.',
	asks: ['nothing: the companies read so far show it'],
	async run(tenant) {
		const companies = sampleOf(tenant).profiles.map(({ company }) => company);
		const rows = companies.map(({ fields }) => fields);
		const described = await describedFields();
		const known = [...described].map(([name, field]) => ({
			name,
			field,
			types: typesOf(rows, name),
		}));
		const names = [...new Set(rows.flatMap(Object.keys))];
		const added = names.filter((name) => !described.has(name));
		const secrets = secretsIn(rows);
		const isCommon = (name: string) => 2 * rows.filter((row) => name in row).length >= rows.length;
		const told = added.filter((name) => isCommon(name) && isTellable(name, secrets)).sort();
		const modules = modulesIn(rows);
		const respelled = companies.some(({ fields, raw }) => fields !== raw);
		const unread = [...new Set(companies.flatMap((company) => company.unread))].sort();
		const { madeUpFor, contradicts = [] } = sentencesOf(rows, unread, respelled);
		return {
			lines: [
				...known.map(({ name, types }) => ({ what: name, verdict: typesText(types) })),
				...told.map((name) => ({
					what: `${name} (new)`,
					verdict: typesText(typesOf(rows, name)),
				})),
				{ what: 'New fields whose names are not told', verdict: `${added.length - told.length}` },
				{ what: 'Products', verdict: modules ? MODULES[modules] : 'not shown by these companies' },
			],
			madeUpFor,
			contradicts: [
				...contradicts,
				...known.flatMap(({ name, field, types }) => deviations(name, field, types)),
				...(told.length > 0 ? [`Rows have more fields: ${told.join(', ')}.`] : []),
				...(added.length > told.length ? ['Rows have more fields, whose names are not told.'] : []),
			],
			behaviour: behaviourOf(rows, added),
		};
	},
};
