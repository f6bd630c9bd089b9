import { isNearLimit, isOverLimit, isUnderused } from '../company/license';
import { dayAfter, isRenewalDue } from '../company/renewal';
import { type Condition, exactCondition, localCondition } from './condition';
import { missingProductCondition } from './conditions/choice';
import { expiredCondition, spanCondition } from './conditions/date';
import { FIELDS } from './fields';
import { NEWEST_FIRST, type Order } from './order';

/** The parameters of segments that are numbers. */
export interface SegmentSettings {
	/** Percent of the limit: from here (`nearLimit`), below it (`underused`). */
	usageThreshold: number;
	/** Days from today: ahead (`renewalDue`), back (`recentlyCreated`). */
	withinDays: number;
}

/** What a segment means: for the editor, the filter and the default order alike. */
export interface Segment {
	displayName: string;
	description: string;
	/** The most relevant companies come first. */
	order: Order;
	/** The default of its parameter, if it has one. */
	defaults?: Partial<SegmentSettings>;
	/** Whether only this node can filter by it, so that it cannot be exported. */
	localOnly?: boolean;
	/** @param today `YYYY-MM-DD` in the workflow's time zone; @returns undefined for every company */
	condition(settings: SegmentSettings, today: string): Condition | undefined;
}

const LABEL = 'Segment';

const TABLE = {
	all: {
		displayName: 'All Companies',
		description: 'Every company you manage, newest first',
		order: NEWEST_FIRST,
		condition: () => undefined,
	},
	overLimit: {
		displayName: 'Over License Limit',
		description: 'More users than seats sold: candidates for an upsell, most seats over first',
		order: { orderBy: 'seatsOverLimit', ascending: false },
		condition: () => ({
			...exactCondition(LABEL, { overLimit: true }, ({ company }) => isOverLimit(company)),
			alwaysSent: true,
		}),
	},
	nearLimit: {
		displayName: 'Near License Limit',
		description: 'Almost all seats in use: talk before they run out, fullest first',
		order: { orderBy: 'usagePercent', ascending: false },
		defaults: { usageThreshold: 90 },
		localOnly: true,
		condition: ({ usageThreshold }) =>
			localCondition(LABEL, ({ company }) => isNearLimit(company, usageThreshold)),
	},
	underused: {
		displayName: 'Underused',
		description: 'Few of the paid seats are used, so the renewal is at risk. Lowest usage first.',
		order: { orderBy: 'usagePercent', ascending: true },
		defaults: { usageThreshold: 50 },
		localOnly: true,
		condition: ({ usageThreshold }) =>
			localCondition(LABEL, ({ company }) => isUnderused(company, usageThreshold)),
	},
	missingProduct: {
		displayName: 'Missing a Product',
		description: 'Lacks a product that you can sell: candidates for a cross-sell, most users first',
		order: { orderBy: FIELDS.TargetUserCount.name, ascending: false },
		localOnly: true,
		condition: () => missingProductCondition(LABEL),
	},
	renewalDue: {
		displayName: 'Renewal Due',
		description: 'The license ends within the coming days, soonest first',
		order: { orderBy: 'daysToRenewal', ascending: true },
		defaults: { withinDays: 90 },
		condition: ({ withinDays }, today) => ({
			...spanCondition(LABEL, FIELDS.LicenseEndDate, {
				from: today,
				to: dayAfter(today, withinDays),
			}),
			matches: ({ daysToRenewal }) => isRenewalDue(daysToRenewal, withinDays),
		}),
	},
	expired: {
		displayName: 'Expired',
		description: 'The license has ended, most recently ended first',
		order: { orderBy: 'daysToRenewal', ascending: false },
		condition: (_settings, today) => expiredCondition(LABEL, today),
	},
	recentlyCreated: {
		displayName: 'Recently Created',
		description: 'Added within the past days, newest first',
		order: NEWEST_FIRST,
		defaults: { withinDays: 30 },
		condition: ({ withinDays }, today) =>
			spanCondition(LABEL, FIELDS.CreateTime, { from: dayAfter(today, -withinDays) }),
	},
} satisfies Record<string, Segment>;

export type SegmentName = keyof typeof TABLE;

export const SEGMENTS: Readonly<Record<SegmentName, Segment>> = TABLE;

export const SEGMENT_NAMES = Object.keys(TABLE) as SegmentName[];
