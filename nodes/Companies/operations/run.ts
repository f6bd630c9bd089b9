import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { ApiError } from '../errors/apiError';
import type { Subject } from '../errors/errorKinds';
import { OPERATIONS } from './index';
import type { Operation } from './operation';
import { RecordedRead, Repetitions } from './repetitions';
import { quoted } from '../parameters/values';
import { RunContext } from '../run/context';
import { toNodeError } from '../run/nodeError';

/** The item for an input item that failed, under "continue on fail": the sentence and what to do, in one text. */
function failedItem(error: Error & { description?: unknown }): INodeExecutionData {
	const description = typeof error.description === 'string' ? error.description : '';
	return { json: { error: [error.message, description].filter((text) => text !== '').join('. ') } };
}

/** Links new items to their input item. They share one link: 100,000 of them would be kept and stored for nothing. */
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

async function runItem(
	context: IExecuteFunctions,
	itemIndex: number,
	openRun: () => Promise<RunContext>,
	repetitions: Repetitions,
): Promise<INodeExecutionData[]> {
	let subject: Subject = 'companies';
	let run: RunContext | undefined;
	try {
		const operation = operationOf(context, itemIndex);
		({ subject } = operation);
		run = await openRun();
		const recorded = new RecordedRead((property) =>
			context.getNodeParameter(property.name, itemIndex, property.default),
		);
		const { read } = recorded;
		const items = await operation.execute({ context, itemIndex, read, run });
		repetitions.count(operation, recorded);
		return link(items, itemIndex);
	} catch (thrown) {
		// What breaks while everything is being stopped breaks because of it.
		const error = isStopped(context) ? new ApiError('cancelled') : thrown;
		// A hundred input items would wait for hours.
		if (error instanceof ApiError && error.isOutage) run?.client.openCircuit();
		const nodeError = toNodeError(context.getNode(), error, subject, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		return link([failedItem(nodeError)], itemIndex);
	}
}

/** Runs the node: every input item by itself, its items linked to it, in the order of the input. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	let run: Promise<RunContext> | undefined;
	// One that could not be opened is tried again for the next item.
	const openRun = async () =>
		await (run ??= RunContext.create(context).catch((error: unknown) => {
			run = undefined;
			throw error;
		}));
	const repetitions = new Repetitions();
	const perItem: INodeExecutionData[][] = [];
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		perItem.push(await runItem(context, itemIndex, openRun, repetitions));
		// Nothing is not thrown either: under "continue on fail" n8n would pass the input items on instead.
		if (isStopped(context)) return [];
	}
	const used = await run;
	used?.addHints(repetitions.hints());
	used?.showHints(context);
	return perItem.length === 1 ? perItem[0] : perItem.flat();
}
