import type { CompanyProfile, Signal } from './profile';

/** Products that a reason names; the others are counted. */
const MAX_NAMED = 3;

const NUMBER = new Intl.NumberFormat('en-US');
const LIST = new Intl.ListFormat('en-US', { type: 'conjunction' });

const seats = (count: number) => `${NUMBER.format(count)} ${count === 1 ? 'seat' : 'seats'}`;

/** Both are known where a signal compares users with the limit. */
const usersAndLimit = ({ company: { users, licenseLimit } }: CompanyProfile) => ({
	users: users ?? 0,
	limit: licenseLimit ?? 0,
});

function seatsLeft(profile: CompanyProfile): string {
	const { users, limit } = usersAndLimit(profile);
	if (users === limit) return 'all seats used';
	return `${NUMBER.format(limit - users)} of ${seats(limit)} left`;
}

function seatsUsed(profile: CompanyProfile): string {
	const { users, limit } = usersAndLimit(profile);
	if (users === 0) return 'no seats used';
	return `only ${NUMBER.format(users)} of ${seats(limit)} used`;
}

function renewal({ daysToRenewal: days }: CompanyProfile): string {
	if (days === 0) return 'renews today';
	return days === 1 ? 'renews tomorrow' : `renews in ${NUMBER.format(days ?? 0)} days`;
}

function expiry({ daysToRenewal: days }: CompanyProfile): string {
	// Without a past renewal date it is Keepnet that says so.
	if (days === null || days >= 0) return 'license expired';
	return `license expired ${days === -1 ? 'yesterday' : `${NUMBER.format(-days)} days ago`}`;
}

function lackingProducts({ products }: CompanyProfile): string {
	const missing = products?.missing ?? [];
	const others = missing.length - MAX_NAMED;
	const named = missing.slice(0, MAX_NAMED);
	return `lacks ${LIST.format(others > 0 ? [...named, `${NUMBER.format(others)} more`] : named)}`;
}

/** The words for each signal. */
const WORDS: Readonly<Record<Signal, (profile: CompanyProfile) => string>> = {
	overLimit: ({ seatsOverLimit }) => `${seats(seatsOverLimit ?? 0)} over the limit`,
	nearLimit: seatsLeft,
	underused: seatsUsed,
	renewalDue: renewal,
	expired: expiry,
	missingProducts: lackingProducts,
};

/**
 * Says in English why a company is worth a call, for a person or the name of a deal, for example
 * `3,956 seats over the limit; renews in 73 days; lacks Vishing Simulator`.
 *
 * @param signals those of the company, in the order of the sentence
 * @returns null without signals
 */
export function reasonOf(profile: CompanyProfile, signals: readonly Signal[]): string | null {
	return signals.map((signal) => WORDS[signal](profile)).join('; ') || null;
}
