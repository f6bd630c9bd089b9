import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Subject } from '../errors/errorKinds';
import type { ReadParameter } from '../parameters/reader';
import type { RunContext } from '../run/context';

/** What an operation needs to run for one input item. */
export interface OperationInput {
	context: IExecuteFunctions;
	itemIndex: number;
	read: ReadParameter;
	run: RunContext;
}

/** An operation of the node: its description for the editor and its code, both in one file. */
export interface Operation {
	/** Stored in workflows. */
	value: string;
	name: string;
	/** Shown in the list of actions in the node panel. */
	action: string;
	description: string;
	/** Its parameters. Their `displayOptions` say only which other parameters they depend on. */
	properties: INodeProperties[];
	/** What its requests are about, for error messages. */
	subject: Subject;
	/** The hint for several input items with the same parameters; absent where n8n itself shows one. */
	repeatedHint?(times: number): string;
	/** Whether input items run at the same time, up to the option Concurrency. By default they run one after the other. */
	inParallel?: boolean;
	/**
	 * @returns the items for one input item, not linked to it yet
	 * @throws ApiError or UserError
	 */
	execute(input: OperationInput): Promise<INodeExecutionData[]>;
}
