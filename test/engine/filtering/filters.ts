import type { IDataObject } from 'n8n-workflow';
import fc from '../../property';
import { industries, licenseTypes, modules, vendors, type FieldName } from '../../simulator';
import { DAYS, dayFromToday, NAMES, RESELLERS, TAGS } from './companies';
import { contains, isSureText, partOf, type Criterion } from './criterion';
import { hasAtKeepnet, usesAtKeepnet, type Facts } from './facts';

/** Some of the fields of the collection Filters, and what they mean. */
export interface FilterCriterion extends Criterion {
	values: IDataObject;
}

const text = (name: string, texts: string[], matches: (facts: Facts, part: string) => boolean) =>
	partOf(texts).map(
		(part): FilterCriterion => ({
			values: { [name]: part },
			holds: (facts) => matches(facts, part),
			sameAtApi: isSureText(part),
		}),
	);

/** Both ends are inclusive, either may be open, and an unknown value is in no range. */
function range<T extends number | string>(
	[minName, maxName]: [string, string],
	values: fc.Arbitrary<T>,
	valueOf: (facts: Facts) => T | undefined,
	sameAtApi: boolean,
) {
	return fc
		.tuple(values, values, fc.constantFrom('min', 'max', 'both'))
		.map(([one, other, ends]): FilterCriterion => {
			const [low, high] = one <= other ? [one, other] : [other, one];
			const given = { ...(ends !== 'max' && { min: low }), ...(ends !== 'min' && { max: high }) };
			return {
				values: {
					...(given.min !== undefined && { [minName]: given.min }),
					...(given.max !== undefined && { [maxName]: given.max }),
				},
				holds: (facts) => {
					const value = valueOf(facts);
					if (value === undefined) return false;
					return value >= (given.min ?? value) && value <= (given.max ?? value);
				},
				sameAtApi,
			};
		});
}

const day = fc.constantFrom(...DAYS).map(dayFromToday);

/** Names and ids are both accepted, as a list or with commas between them. */
function choice(
	name: string,
	entries: Array<{ resourceId: string; name: string }>,
	chosen: (facts: Facts, names: string[]) => boolean | undefined,
	{
		chosenAtKeepnet,
		...meaning
	}: Omit<Criterion, 'holds'> & {
		chosenAtKeepnet?: [field: FieldName, holds: (facts: Facts, names: string[]) => boolean];
	},
) {
	return fc
		.tuple(fc.subarray(entries, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.boolean())
		.map(([wanted, byName, asText]): FilterCriterion => {
			const values = wanted.map((entry) => (byName ? entry.name.toUpperCase() : entry.resourceId));
			const names = wanted.map((entry) => entry.name);
			return {
				...meaning,
				needsVendorList: name === 'contentVendors' && !byName,
				values: { [name]: asText ? values.join(', ') : values },
				holds: (facts) => chosen(facts, names),
				...(chosenAtKeepnet && {
					atKeepnet: {
						field: chosenAtKeepnet[0],
						holds: (facts) => chosenAtKeepnet[1](facts, names),
					},
				}),
			};
		});
}

const licenseStatus = fc.constantFrom('any', 'active', 'expired').map(
	(status): FilterCriterion => ({
		values: { licenseStatus: status },
		holds: ({ expired }) => status === 'any' || expired === (status === 'expired'),
		sameAtApi: status !== 'active',
	}),
);

const usage = fc.constantFrom(0, 50, 57, 80, 89.5, 90, 100, 120);
const count = fc.nat(22);

const kinds: Array<fc.Arbitrary<FilterCriterion>> = [
	text('companyName', NAMES, ({ row }, part) => contains(row.companyName, part)),
	text('resellerName', RESELLERS, ({ row }, part) => contains(row.resellerName, part)),
	text('tag', TAGS, ({ row }, part) => (row.tags ?? []).some((tag) => contains(tag, part))),
	range(['usersMin', 'usersMax'], count, ({ row }) => row.targetUserCount, true),
	range(['licenseLimitMin', 'licenseLimitMax'], count, ({ limit }) => limit, false),
	range(['usageMin', 'usageMax'], usage, (facts) => facts.usage, true),
	range(['renewalAfter', 'renewalBefore'], day, ({ renewalDay }) => renewalDay, true),
	range(['createdAfter', 'createdBefore'], day, ({ createdDay }) => createdDay, true),
	licenseStatus,
	choice(
		'licenseTypes',
		licenseTypes,
		({ row }, names) => names.includes(`${row.licenseTypeName}`),
		{
			sameAtApi: true,
		},
	),
	choice('industries', industries, ({ row }, names) => names.includes(`${row.industryName}`), {
		sameAtApi: true,
	}),
	choice(
		'products',
		modules,
		({ owned }, names) => owned && names.some((name) => owned.includes(name)),
		{
			sameAtApi: true,
			needsCatalogue: true,
			chosenAtKeepnet: ['ModuleResourceId', hasAtKeepnet],
		},
	),
	choice(
		'contentVendors',
		vendors.map(({ id, name }) => ({ resourceId: id, name })),
		({ vendors: own }, names) => own && names.some((name) => own.includes(name)),
		{ sameAtApi: true, chosenAtKeepnet: ['TrainingVendorId', usesAtKeepnet] },
	),
	choice(
		'missingProducts',
		modules,
		({ missing }, names) => missing && names.some((name) => missing.includes(name)),
		{ sameAtApi: false, needsCatalogue: true },
	),
];

/** Zero to three filters, all of which must match. */
export const filters: fc.Arbitrary<FilterCriterion[]> = fc
	.subarray(kinds, { maxLength: 3 })
	.chain((chosen) => fc.tuple(...chosen));
