import type { Order } from './order';
import { isComputed } from './order';

/** What the API can sort by that comes nearest to an order that only this node knows. */
const NEAREST: Readonly<Record<string, string>> = {
	daysToRenewal: 'LicenseEndDate',
	seatsOverLimit: 'TargetUserCount',
	usagePercent: 'TargetUserCount',
};

/** The order of a file: the API writes it, so it is one that the API knows. */
export function exportOrder(order: Order): Order {
	return isComputed(order) ? { ...order, orderBy: NEAREST[order.orderBy] } : order;
}
