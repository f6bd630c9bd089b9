import { OrderWatch } from '../../nodes/Companies/list/orderWatch';
import type { Insight } from '../../nodes/Companies/company/profile';

test.each(['valueOf', 'toString', 'constructor', '__proto__'])(
	'no order is expected of %s, which is no field of a company',
	(orderBy) => {
		const watch = new OrderWatch({ orderBy, ascending: true });
		watch.see([{}, {}] as Insight[]);
		expect(watch.isBroken).toBe(false);
	},
);
