import type { INodeParameters } from 'n8n-workflow';
import fc from '../../property';
import { modules } from '../../simulator';
import type { Criterion } from './criterion';
import type { Facts } from './facts';
import type { Order } from './order';

/** A segment with its parameter: what it means, and what comes first in it. */
export interface SegmentCriterion extends Criterion {
	parameters: INodeParameters;
	order: Order;
}

const segment = (
	name: string,
	order: Order,
	holds: (facts: Facts) => boolean,
	settings: INodeParameters = {},
): SegmentCriterion => ({
	parameters: { segment: name, ...settings },
	order,
	holds,
	sameAtApi: true,
});

const percent = fc.constantFrom(0, 50, 80, 90, 100);
const days = fc.constantFrom(0, 1, 30, 60, 90);

const isWithin = (value: number | undefined, from: number, to: number) =>
	value !== undefined && value >= from && value <= to;

const age = (today: string, createdDay: string | undefined) =>
	createdDay === undefined
		? undefined
		: Math.round((Date.parse(today) - Date.parse(createdDay)) / 86_400_000);

/** All segments. */
export const segments: fc.Arbitrary<SegmentCriterion> = fc.oneof(
	fc.constant(segment('all', { by: 'CreateTime', ascending: false }, () => true)),
	fc.constant(
		segment(
			'overLimit',
			{ by: 'seatsOverLimit', ascending: false },
			({ seatsOver = 0 }) => seatsOver > 0,
		),
	),
	percent.map((usageThreshold) =>
		segment(
			'nearLimit',
			{ by: 'usagePercent', ascending: false },
			({ usage }) => isWithin(usage, usageThreshold, 100),
			{ usageThreshold },
		),
	),
	percent.map((usageThreshold) =>
		segment(
			'underused',
			{ by: 'usagePercent', ascending: true },
			({ usage = Infinity }) => usage < usageThreshold,
			{ usageThreshold },
		),
	),
	days.map((withinDays) =>
		segment(
			'renewalDue',
			{ by: 'daysToRenewal', ascending: true },
			({ daysToRenewal }) => isWithin(daysToRenewal, 0, withinDays),
			{ withinDays },
		),
	),
	fc
		.uniqueArray(fc.constantFrom(...modules.map(({ name }) => name)), { maxLength: 3 })
		.map((productsToSell) => ({
			...segment(
				'missingProduct',
				{ by: 'TargetUserCount', ascending: false },
				({ missing = [] }) =>
					missing.some((name) => productsToSell.length === 0 || productsToSell.includes(name)),
				{ productsToSell },
			),
			needsCatalogue: true,
		})),
	fc.constant(
		segment('expired', { by: 'daysToRenewal', ascending: false }, ({ expired }) => expired),
	),
	days.map((withinDays) => ({
		...segment('recentlyCreated', { by: 'CreateTime', ascending: false }, () => true, {
			withinDays,
		}),
		holds: ({ createdDay }: Facts, today: string) =>
			isWithin(age(today, createdDay), -Infinity, withinDays),
	})),
);
