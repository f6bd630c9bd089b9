/**
 * License arithmetic. Users and seats are counts, usage is an unrounded percentage of the limit. Rules: contract section 3, and
 * docs/output.md, for what the contract leaves open.
 */
export interface License {
	/** Null: unknown. */
	unlimited: boolean | null;
	/** Seats sold; null if the license is unlimited or the limit is not a number. */
	licenseLimit: number | null;
	/** Active users; null if the API does not send a count. */
	users: number | null;
}

/** Users per seat in percent, e.g. 50 of 40 is 125. Null: unlimited, limit 0 or unknown, users unknown. */
export function usagePercent({ licenseLimit, users }: License): number | null {
	if (licenseLimit === null || licenseLimit === 0 || users === null) return null;
	// Multiplying first rounds only once: 57 of 100 are 57 %, not 56.99999999999999.
	return (users * 100) / licenseLimit;
}

/** Percent with one decimal, for output. */
export function roundedPercent(percent: number | null): number | null {
	return percent === null ? null : Math.round(percent * 10) / 10;
}

/**
 * Users beyond the limit, 0 or more: 0 if exactly at the limit or unlimited, all users if the limit is 0. Null: limit or users
 * unknown.
 */
export function seatsOverLimit({ unlimited, licenseLimit, users }: License): number | null {
	if (unlimited) return 0;
	if (licenseLimit === null || users === null) return null;
	return Math.max(0, users - licenseLimit);
}

/** Free seats, 0 or more. Null: unlimited, limit or users unknown. */
export function seatsRemaining({ licenseLimit, users }: License): number | null {
	if (licenseLimit === null || users === null) return null;
	return Math.max(0, licenseLimit - users);
}

/** Contract section 3: limited, and more users than seats. Not over an unknown limit. */
export function isOverLimit(license: License): boolean {
	return (seatsOverLimit(license) ?? 0) > 0;
}

/** Usage from `fromPercent` up to 100 %, so not over the limit. */
export function isNearLimit(license: License, fromPercent: number): boolean {
	const usage = usagePercent(license);
	return usage !== null && usage >= fromPercent && usage <= 100;
}

/** Usage below `belowPercent`. */
export function isUnderused(license: License, belowPercent: number): boolean {
	const usage = usagePercent(license);
	return usage !== null && usage < belowPercent;
}
