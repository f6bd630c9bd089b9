import type { BooleanProperty, NumberProperty } from './property';

/** How many companies Search returns. */
export const PAGING = {
	returnAll: {
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	} satisfies BooleanProperty,
	limit: {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	} satisfies NumberProperty,
};
