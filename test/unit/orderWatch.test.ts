import { OrderWatch } from '../../nodes/Companies/list/orderWatch';
import type { CompanyProfile } from '../../nodes/Companies/company/profile';

test.each(['valueOf', 'toString', 'constructor', '__proto__'])(
	'no order is expected of %s, which is no field of a company',
	(orderBy) => {
		const watch = new OrderWatch({ orderBy, ascending: true });
		watch.see([{}, {}] as CompanyProfile[]);
		expect(watch.isBroken).toBe(false);
	},
);
