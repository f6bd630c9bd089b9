import { DateTime } from 'luxon';
import type { IExecuteFunctions, IPollFunctions, NodeExecutionHint } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CallLimits } from '../transport/calls';
import { KeepnetClient } from '../transport/client';
import { Lookups, NOT_READABLE, orRefusal } from '../api/lookups';
import type { CompanyNames } from '../company/companyNames';
import type { Catalogue } from '../company/products';
import { ApiError } from '../errors/apiError';
import type { Condition } from '../filter/condition';
import type { CompanyReading } from '../list/companyReading';
import type { SelectionContext } from '../parameters/fieldCondition';

/**
 * The calendar day in the workflow's time zone.
 *
 * @returns `YYYY-MM-DD`
 * @throws UserError where the time zone does not exist
 */
export function todayIn(timezone: string): string {
	const today = DateTime.now().setZone(timezone).toISODate();
	if (today !== null) return today;
	throw new UserError('The time zone of the workflow does not exist', {
		description: `It is set to "${timezone}". Choose one in the workflow settings, for example Europe/London.`,
	});
}

const NO_CATALOGUE =
	'This client may not read the license types, so owned and missing products are left empty.';

/** Each input item may have hints of its own, and the editor shows them all above the items. */
const MAX_HINTS = 10;

const hintOf = (message: string, type: NodeExecutionHint['type'] = 'info'): NodeExecutionHint => ({
	message,
	type,
	location: 'outputPane',
});

/** Kinds of error that will not change: `refused` comes with HTTP 200 and may pass, and a proxy knows nothing of the client. */
const DENIED = NOT_READABLE.filter((kind) => kind !== 'refused' && kind !== 'intermediary');

/** Companies that were read for their names. */
export interface NamedList {
	names: CompanyNames;
	reading: CompanyReading;
}

/** What all input items of an execution share: one client with one token, lists that are read once, hints. */
export class RunContext implements SelectionContext {
	/** The names of all companies, once an input item had to read the whole list for them. */
	companyList?: Promise<NamedList>;
	private readonly hints = new Map<string, NodeExecutionHint>();

	/** @param over ends all calls when aborted */
	private constructor(
		private readonly over: AbortController,
		readonly client: KeepnetClient,
		readonly lookups: Lookups,
		readonly timezone: string,
		readonly today: string,
	) {}

	/**
	 * Sends nothing yet.
	 *
	 * @param concurrency how many requests may be in flight at once
	 * @param limits as for {@link KeepnetClient.create}
	 * @throws UserError for a time zone that does not exist, and as {@link KeepnetClient.create}
	 */
	static async create(
		context: IExecuteFunctions | IPollFunctions,
		concurrency: number,
		limits?: CallLimits,
	): Promise<RunContext> {
		const timezone = context.getTimezone();
		const today = todayIn(timezone);
		const over = new AbortController();
		const deadline = AbortSignal.any([over.signal, ...(limits?.deadline ? [limits.deadline] : [])]);
		const client = await KeepnetClient.create(context, concurrency, { ...limits, deadline });
		return new RunContext(over, client, new Lookups(client), timezone, today);
	}

	/** Call when the run is over: ends what was read ahead and turned out not to be needed. */
	end(): void {
		this.over.abort();
	}

	/**
	 * Reads the catalogue where companies cannot be selected without it.
	 *
	 * @param client by default that of the run
	 * @returns undefined where no condition is about products
	 * @throws UserError where the client may not read it, and ApiError
	 */
	async neededCatalogue(
		conditions: Condition[],
		client?: KeepnetClient,
	): Promise<Catalogue | undefined> {
		if (!conditions.some(({ needsProducts }) => needsProducts)) return undefined;
		const catalogue = await orRefusal(this.lookups.catalogue(client), DENIED);
		if (!(catalogue instanceof ApiError)) return catalogue;
		throw new UserError(
			'Companies cannot be selected by product, because this client may not read the products',
			{
				description:
					'Remove the filters and conditions on products, or ask Keepnet support to let this client read the license types.',
			},
		);
	}

	/**
	 * Reads the catalogue where it only adds to the items.
	 *
	 * @param client as for {@link neededCatalogue}
	 * @returns undefined, with a hint, where the client may not read it
	 * @throws ApiError
	 */
	async optionalCatalogue(client: KeepnetClient): Promise<Catalogue | undefined> {
		const catalogue = await orRefusal(this.lookups.catalogue(client));
		if (!(catalogue instanceof ApiError)) return catalogue;
		this.addHints([NO_CATALOGUE], 'warning');
		return undefined;
	}

	/** Adds sentences to show above the items after the run; the same sentence is shown once. */
	addHints(messages: string[], type: NodeExecutionHint['type'] = 'info'): void {
		for (const message of messages) {
			this.hints.set(message, hintOf(message, type));
		}
	}

	/** Shows the hints, warnings first. */
	showHints(context: IExecuteFunctions): void {
		const all = [...this.hints.values()];
		const isWarning = ({ type }: NodeExecutionHint) => type === 'warning';
		const sorted = [...all.filter(isWarning), ...all.filter((hint) => !isWarning(hint))];
		const more = sorted.splice(MAX_HINTS).length;
		if (more > 0) sorted.push(hintOf(`Hints of other input items that are not shown: ${more}.`));
		if (sorted.length > 0) context.addExecutionHints(...sorted);
	}
}
