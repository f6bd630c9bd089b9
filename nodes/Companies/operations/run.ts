import { UserError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import type { Subject } from '../errors/errorKinds';
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

/** Runs the operation for each input item; the items share one run context. */
class OperationRunner {
	private run?: RunContext;
	/** The input items that succeeded, by operation and parameters. */
	private readonly succeeded = new Map<string, { operation: Operation; times: number }>();

	constructor(private readonly context: IExecuteFunctions) {}

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
			if (error instanceof ApiError && error.isOutage) this.run?.client.openCircuit();
			const nodeError = toNodeError(context.getNode(), error, subject, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			return link([failedItem(nodeError)], itemIndex);
		}
	}

	showHints(): void {
		// n8n itself has such a hint for Search only.
		for (const { operation, times } of this.succeeded.values()) {
			const hint = times > 1 && operation.repeatedHint?.(times);
			if (hint) this.run?.addHints([hint]);
		}
		this.run?.showHints(this.context);
	}

	private async execute(operation: Operation, itemIndex: number): Promise<INodeExecutionData[]> {
		const { context } = this;
		// If this fails, the next input item tries it again.
		const run = (this.run ??= await RunContext.create(context));
		const parameters: unknown[] = [];
		const read: ReadParameter = (property) => {
			const value: unknown = context.getNodeParameter(property.name, itemIndex, property.default);
			parameters.push(property.name, value);
			return value;
		};
		const items = await operation.execute({ context, itemIndex, read, run });
		const key = asJson([operation.value, ...parameters]);
		const { times = 0 } = this.succeeded.get(key) ?? {};
		this.succeeded.set(key, { operation, times: times + 1 });
		return items;
	}
}

/** Runs the node: one input item after the other, in their order. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const runner = new OperationRunner(context);
	const perItem: INodeExecutionData[][] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		perItem.push(await runner.runItem(itemIndex));
		// No error here: under "Continue On Fail" n8n would pass on the input items instead.
		if (isStopped(context)) return [];
	}
	runner.showHints();
	return perItem.flat();
}
