import { fraction, identifier } from './hash';

/** A phishing campaign as the search for campaigns returns it. */
export interface Campaign {
	resourceId: string;
	name: string;
	status: string;
	createTime: string;
	/** Marked as a test: not part of any statistics. */
	excludeFromReports: boolean;
}

const STATUSES = ['Completed', 'Running', 'Scheduled', 'Idle'];
const MAX_CAMPAIGNS = 6;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The campaigns of a company, newest first; always the same for the same ID, and none for some. */
export function campaignsOf(companyId: string): Campaign[] {
	const share = (salt: string) => fraction(`${salt} ${companyId}`);
	const newest = Date.UTC(2026, 0, 1) - Math.floor(share('age') * 300) * DAY_MS;
	return Array.from({ length: Math.floor(share('campaigns') * MAX_CAMPAIGNS) }, (_, index) => ({
		resourceId: identifier(`campaign ${index} ${companyId}`),
		name: `Campaign ${index + 1}`,
		status: STATUSES[Math.floor(share(`status ${index}`) * STATUSES.length)] ?? '',
		createTime: new Date(newest - index * 30 * DAY_MS).toISOString(),
		excludeFromReports: share(`test ${index}`) < 0.1,
	}));
}
