/** An event of the trigger, as the editor shows it. */
export interface EventKind {
	displayName: string;
	description: string;
	/** Fetch Test Event says this if the event applies to no company. */
	noExample: string;
}

export const EVENTS = {
	companyCreated: {
		displayName: 'Company Created',
		description: 'A company has been added',
		noExample: 'There is no new company right now.',
	},
	companyRemoved: {
		displayName: 'Company Removed',
		description: 'A company is no longer among the companies you manage',
		noExample: 'A removed company only shows between two polls.',
	},
	licenseChanged: {
		displayName: 'License Changed',
		description: "A company's license type, limit or renewal date has changed",
		noExample: 'A changed license only shows between two polls.',
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
		description: "A company's renewal is a set number of days away",
		noExample: 'No renewal is due within these days right now.',
	},
	usageThresholdReached: {
		displayName: 'Usage Threshold Reached',
		description: "A company's usage has reached the threshold",
		noExample: 'No company has reached the usage threshold right now.',
	},
} satisfies Record<string, EventKind>;

/** Stored in workflows and written into each item as `event`. */
export type EventName = keyof typeof EVENTS;

export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];
