import { inputError } from '../http/refusal';
import type { Behaviour } from '../behaviour';
import { fraction } from '../tenant/hash';
import type { Company } from '../tenant/row';

type Key = (company: Company) => string | number;

/** A missing date sorts before every date. */
const time = (value: number) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value);

const keys = new Map<string, Key>([
	['CreateTime', ({ created }) => time(created)],
	['CompanyName', ({ name }) => name],
	['TargetUserCount', ({ row }) => row.targetUserCount],
	['LicenseEndDate', ({ renewal }) => time(renewal)],
	['RenewalDate', ({ renewal }) => time(renewal)],
]);

/** The key to order by, or a refusal. */
export function orderKey(orderBy: string, behaviour: Behaviour): Key {
	const key = behaviour.orderByRefused.includes(orderBy) ? undefined : keys.get(orderBy);
	if (key === undefined) throw inputError(`orderBy '${orderBy}' is not supported.`);
	return behaviour.orderByIgnored.includes(orderBy) ? () => 0 : key;
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
