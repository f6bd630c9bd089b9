/**
 * License arithmetic. Units: users and seats are counts, usage is percent of the limit, unrounded. Rules: contract
 * section 3; what is shown where they leave it open: README, "Output".
 */
export interface License {
	/** Null where nobody knows. */
	unlimited: boolean | null;
	/** Seats sold; null where the license is unlimited or the limit is no number. */
	licenseLimit: number | null;
	/** Active users; null where the API does not say. */
	users: number | null;
}

/** Users per seat in percent, e.g. 50 of 40 is 125. Null: unlimited, limit 0 or no number, users unknown. */
export function usagePercent({ licenseLimit, users }: License): number | null {
	if (licenseLimit === null || licenseLimit === 0 || users === null) return null;
	// In this order the division is the only step that rounds: 57 of 100 are 57 %, not 56.99999999999999.
	return (users * 100) / licenseLimit;
}

/** Percent as it is shown: with one decimal. */
export function roundedPercent(percent: number | null): number | null {
	return percent === null ? null : Math.round(percent * 10) / 10;
}

/**
 * Users beyond the limit, 0 or more: exactly at the limit is 0, unlimited is 0, with a limit of 0 it is every user.
 * Null: the limit is no number or the users are unknown.
 */
export function seatsOverLimit({ unlimited, licenseLimit, users }: License): number | null {
	if (unlimited) return 0;
	if (licenseLimit === null || users === null) return null;
	return Math.max(0, users - licenseLimit);
}

/** Seats that are still free, 0 or more. Null: unlimited, the limit is no number, or the users are unknown. */
export function seatsRemaining({ licenseLimit, users }: License): number | null {
	if (licenseLimit === null || users === null) return null;
	return Math.max(0, licenseLimit - users);
}

/** Contract section 3: limited, and more users than seats. An unknown limit is not exceeded. */
export function isOverLimit(license: License): boolean {
	return (seatsOverLimit(license) ?? 0) > 0;
}

/** Users between a share of the limit and the whole of it, so not over it. */
export function isNearLimit(license: License, fromPercent: number): boolean {
	const usage = usagePercent(license);
	return usage !== null && usage >= fromPercent && usage <= 100;
}

/** Users below a share of the limit. */
export function isUnderused(license: License, belowPercent: number): boolean {
	const usage = usagePercent(license);
	return usage !== null && usage < belowPercent;
}
