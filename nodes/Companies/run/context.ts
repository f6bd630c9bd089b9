import type { IExecuteFunctions, IPollFunctions, NodeExecutionHint } from 'n8n-workflow';

import { KeepnetClient, type CallLimits } from '../transport/client';
import { OPTIONS } from '../descriptions/options';
import { Lookups } from '../api/lookups';
import type { SelectionContext } from '../parameters/fieldCondition';
import { todayIn } from './today';

/** What all input items of an execution share: one client with one token, lists that are read once, hints. */
export class RunContext implements SelectionContext {
	private readonly hints = new Map<string, NodeExecutionHint>();

	private constructor(
		readonly client: KeepnetClient,
		readonly lookups: Lookups,
		readonly timezone: string,
		readonly today: string,
	) {}

	/**
	 * Sends nothing yet.
	 *
	 * @param limits as for {@link KeepnetClient.create}
	 * @throws UserError for a time zone that does not exist, and as {@link KeepnetClient.create}
	 */
	static async create(
		context: IExecuteFunctions | IPollFunctions,
		limits?: CallLimits,
	): Promise<RunContext> {
		const timezone = context.getTimezone();
		const today = todayIn(timezone);
		// Each input item asks for fewer if its option says so.
		const { maxValue } = OPTIONS.concurrency.typeOptions;
		const client = await KeepnetClient.create(context, maxValue, limits);
		return new RunContext(client, new Lookups(client), timezone, today);
	}

	/** Adds sentences to show above the items after the run; the same sentence is shown once. */
	addHints(messages: string[], type: NodeExecutionHint['type'] = 'info'): void {
		for (const message of messages) {
			this.hints.set(message, { message, type, location: 'outputPane' });
		}
	}

	showHints(context: IExecuteFunctions): void {
		if (this.hints.size > 0) context.addExecutionHints(...this.hints.values());
	}
}
