/** An event of the trigger, as the editor shows it and as a manual test explains that it has no example. */
export interface EventKind {
	displayName: string;
	description: string;
	/** Said in a manual test when no company can show this event right now. */
	noExample: string;
}

export const EVENT_NAMES = [
	'companyCreated',
	'limitExceeded',
	'usageThresholdReached',
	'renewalDue',
	'licenseExpired',
	'licenseChanged',
	'companyRemoved',
] as const;

/** Stored in workflows and written into each item as `event`. */
export type EventName = (typeof EVENT_NAMES)[number];

export const EVENTS: Readonly<Record<EventName, EventKind>> = {
	companyCreated: {
		displayName: 'Company Created',
		description: 'A company has been added',
		noExample: 'There is no new company right now.',
	},
	companyRemoved: {
		displayName: 'Company Removed',
		description: 'A company is no longer among the companies you manage',
		noExample: 'A removed company can only be noticed between two polls.',
	},
	licenseChanged: {
		displayName: 'License Changed',
		description: 'A company has another license type, license limit or renewal date than before',
		noExample: 'A changed license can only be noticed between two polls.',
	},
	licenseExpired: {
		displayName: 'License Expired',
		description: 'The license of a company has ended',
		noExample: 'No license has ended right now.',
	},
	limitExceeded: {
		displayName: 'Limit Exceeded',
		description: 'A company has more users than seats sold',
		noExample: 'No company is over its license limit right now.',
	},
	renewalDue: {
		displayName: 'Renewal Due',
		description: 'The renewal date of a company is only so many days away',
		noExample: 'No renewal is due within these days right now.',
	},
	usageThresholdReached: {
		displayName: 'Usage Threshold Reached',
		description: 'A company has filled so much of its license limit',
		noExample: 'No company has filled so much of its license limit right now.',
	},
};
