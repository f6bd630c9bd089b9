/** The fields of Simplified in their order, with which every other output of companies begins. Saved workflows rely on it. */
export const SIMPLIFIED_FIELDS = [
	'companyName',
	'licenseType',
	'licenseLimit',
	'targetUsers',
	'usagePercent',
	'seatsOverLimit',
	'renewalDate',
	'daysToRenewal',
	'signals',
	'companyId',
];
