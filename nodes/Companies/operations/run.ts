import { UserError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import type { Subject } from '../errors/errorKinds';
import { concurrencyOf } from '../parameters/options';
import { inParallel } from './inParallel';
import { OPERATIONS } from './index';
import type { Operation } from './operation';
import type { ReadParameter } from '../parameters/reader';
import { asJson, quoted } from '../parameters/values';
import { RunContext } from '../run/context';
import { toNodeError } from '../run/nodeError';

/** The item of a failed input item under "Continue On Fail": the message and what to do, as one text. */
function failedItem(error: Error & { description?: unknown }): INodeExecutionData {
	const description = typeof error.description === 'string' ? error.description : '';
	return { json: { error: [error.message, description].filter((text) => text !== '').join('. ') } };
}

/** Links new items to their input item. They share one link: n8n would keep and store 100,000 equal ones. */
function link(items: INodeExecutionData[], item: number): INodeExecutionData[] {
	const pairedItem = { item };
	for (const entry of items) entry.pairedItem = pairedItem;
	return items;
}

function operationOf(context: IExecuteFunctions, itemIndex: number): Operation {
	const name = context.getNodeParameter('operation', itemIndex);
	const operation = OPERATIONS.find(({ value }) => value === name);
	if (operation) return operation;
	throw new UserError('The operation does not exist', {
		description: `The value of 'Operation' is ${quoted(name)}. Choose one from the list.`,
	});
}

const isStopped = (context: IExecuteFunctions) =>
	context.getExecutionCancelSignal()?.aborted === true;

const reader =
	(context: IExecuteFunctions, itemIndex: number): ReadParameter =>
	({ name, default: missing }) =>
		context.getNodeParameter(name, itemIndex, missing);

/** Runs the operation for each input item; the items share one run context. */
class OperationRunner {
	private run?: Promise<RunContext>;
	/** The input items that succeeded, by operation and parameters. */
	private readonly succeeded = new Map<string, { operation: Operation; times: number }>();

	/** @param concurrency how many requests may be in flight at once */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly concurrency: number,
	) {}

	/** @returns the items for an input item, linked to it: one with the error if it failed under "Continue On Fail" */
	async runItem(itemIndex: number): Promise<INodeExecutionData[]> {
		const { context } = this;
		let subject: Subject = 'companies';
		try {
			const operation = operationOf(context, itemIndex);
			({ subject } = operation);
			return link(await this.execute(operation, itemIndex), itemIndex);
		} catch (thrown) {
			// A stopped execution aborts its requests in many ways.
			const error = isStopped(context) ? new ApiError('cancelled') : thrown;
			// Otherwise a hundred input items would each wait for all retries.
			if (error instanceof ApiError && error.isOutage) (await this.run)?.client.openCircuit();
			const nodeError = toNodeError(context.getNode(), error, subject, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			return link([failedItem(nodeError)], itemIndex);
		}
	}

	async showHints(): Promise<void> {
		const run = await this.run;
		// n8n itself has such a hint for Search only.
		for (const { operation, times } of this.succeeded.values()) {
			const hint = times > 1 && operation.repeatedHint?.(times);
			if (hint) run?.addHints([hint]);
		}
		run?.showHints(this.context);
	}

	async end(): Promise<void> {
		(await this.run)?.end();
	}

	private async execute(operation: Operation, itemIndex: number): Promise<INodeExecutionData[]> {
		const { context } = this;
		const run = await this.start();
		const parameters: unknown[] = [];
		const read: ReadParameter = (property) => {
			const value = reader(context, itemIndex)(property);
			parameters.push(property.name, value);
			return value;
		};
		const items = await operation.execute({ context, itemIndex, read, run });
		const key = asJson([operation.value, ...parameters]);
		const { times = 0 } = this.succeeded.get(key) ?? {};
		this.succeeded.set(key, { operation, times: times + 1 });
		return items;
	}

	/** Input items share one run context. If it cannot be made, the next one tries again. */
	private async start(): Promise<RunContext> {
		this.run ??= RunContext.create(this.context, this.concurrency).catch((error: unknown) => {
			this.run = undefined;
			throw error;
		});
		return await this.run;
	}
}

/** Whether input items run at the same time, as the first of them says. */
function isInParallel(context: IExecuteFunctions): boolean {
	try {
		return operationOf(context, 0).inParallel === true;
	} catch {
		// The input item itself reports what is wrong with its parameters.
		return false;
	}
}

/** Runs the node for each input item, and returns what they give in their order. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const concurrency = concurrencyOf(reader(context, 0));
	const runner = new OperationRunner(context, concurrency);
	const perItem = await inParallel(
		context.getInputData().length,
		isInParallel(context) ? concurrency : 1,
		async (itemIndex) => await runner.runItem(itemIndex),
		context.getExecutionCancelSignal(),
	).finally(async () => await runner.end());
	// No error here: under "Continue On Fail" n8n would pass on the input items instead.
	if (isStopped(context)) return [];
	await runner.showHints();
	return perItem.flat();
}
