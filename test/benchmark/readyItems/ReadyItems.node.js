// A node for n8n's custom folder that returns as many items as Search, without any work: what is measured is n8n's own.

/** As many items of the form of Simplified as a large list has. */
const COUNT = 100_000;

const item = (_, index) => ({
	json: {
		companyName: `Company ${index}`,
		licenseType: 'Custom',
		licenseLimit: 100 + index,
		targetUsers: index,
		usagePercent: index / 10,
		seatsOverLimit: null,
		renewalDate: '2026-12-31',
		daysToRenewal: index % 365,
		signals: ['renewalDue', 'nearLimit'],
		companyId: `company-${index}`,
	},
	pairedItem: { item: 0 },
});

let items;

class ReadyItems {
	description = {
		displayName: 'Ready Items',
		name: 'readyItems',
		group: ['input'],
		version: 1,
		description: 'Returns items that are ready',
		defaults: { name: 'Ready Items' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		items ??= Array.from({ length: COUNT }, item);
		return [items];
	}
}

module.exports = { ReadyItems };
