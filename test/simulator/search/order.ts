import { failure, inputError } from '../http/refusal';
import type { Behaviour } from '../behaviour';
import { fraction } from '../tenant/hash';
import type { Company } from '../tenant/row';

type Key = (company: Company) => string | number;

/** A missing value sorts before every other. */
const number = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);
const text = (value: string | null) => value?.toLowerCase() ?? '';

const renewal: Key = (company) => number(company.renewal);

/** The properties of a row that can be sorted by, in small letters: any case will do. */
const keys = new Map<string, Key>([
	['companyname', ({ name }) => name],
	['resellername', ({ row }) => text(row.resellerName)],
	['industryname', ({ row }) => text(row.industryName)],
	['licensetypename', ({ row }) => text(row.licenseTypeName)],
	['targetusercount', ({ row }) => row.targetUserCount],
	['numberofusers', ({ limit }) => number(limit)],
	['tags', ({ row }) => text(row.tags?.join(', ') ?? null)],
	['licenseenddate', renewal],
	['renewaldate', renewal],
	['createtime', ({ created }) => number(created)],
]);

const limitAsText: Key = ({ row }) => text(row.numberOfUsers);

/** The key to order by, or a refusal. */
export function orderKey(orderBy: string, behaviour: Behaviour): Key {
	const isAmong = (names: string[]) =>
		names.some((name) => name.toLowerCase() === orderBy.toLowerCase());
	const { orderByRefused, orderByFailing, orderByIgnored, limitsSortedAs } = behaviour;
	if (isAmong(orderByFailing)) throw failure(behaviour);
	const refusal = () => inputError(`orderBy '${orderBy}' is not supported.`);
	if (isAmong(orderByRefused)) throw refusal();
	if (isAmong(orderByIgnored)) return () => 0;
	const key = keys.get(orderBy.toLowerCase());
	if (key === undefined) throw refusal();
	return limitsSortedAs === 'text' && key === keys.get('numberofusers') ? limitAsText : key;
}

const compare = <T extends string | number>(left: T, right: T) =>
	left < right ? -1 : Number(left > right);

/** Sorts in place; ties are ordered by ID, or, with a salt, differently for every salt. */
export function sortCompanies(
	companies: Company[],
	key: Key,
	ascending: boolean,
	salt: string | undefined,
): Company[] {
	const direction = ascending ? 1 : -1;
	const tie = ({ id }: Company) => (salt === undefined ? id : fraction(salt + id));
	return companies.sort(
		(left, right) => direction * compare(key(left), key(right)) || compare(tie(left), tie(right)),
	);
}
