import type { INodeProperties } from 'n8n-workflow';

import type { Condition } from '../filter/condition';
import type { Choice } from '../filter/conditions/choice';
import type { ListName } from '../filter/field';
import { findChoice } from './findChoice';
import { type Lookups, readOptionalList } from '../api/lookups';
import { readNames, type ReadParameter } from './reader';

/** What conditions are read against. */
export interface SelectionContext {
	/** `YYYY-MM-DD` in the workflow's time zone. */
	today: string;
	timezone: string;
	lookups: Lookups;
}

/** A condition, or one that still needs a list of the API: all parameters are validated before the first request. */
export type PendingCondition = Condition | (() => Promise<Condition>);

/**
 * Reads chosen names or IDs.
 *
 * @returns undefined where nothing is chosen
 */
export function pendingChoice(
	property: INodeProperties,
	read: ReadParameter,
	list: ListName,
	{ lookups }: SelectionContext,
	conditionOf: (choice: Choice) => Condition,
): (() => Promise<Condition>) | undefined {
	const values = readNames(property, read);
	if (values.length === 0) return undefined;
	return async () => {
		const known = await readOptionalList(lookups[list]());
		return conditionOf(findChoice(property.displayName, values, known));
	};
}

/**
 * Reads the lists that are still needed, one after the other.
 *
 * @throws UserError for unknown names; ApiError
 */
export async function completeAll(pending: PendingCondition[]): Promise<Condition[]> {
	const conditions: Condition[] = [];
	for (const entry of pending) {
		conditions.push(typeof entry === 'function' ? await entry() : entry);
	}
	return conditions;
}
