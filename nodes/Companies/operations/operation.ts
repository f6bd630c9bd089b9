import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Subject } from '../errors/errorKinds';
import type { ReadParameter } from '../parameters/reader';
import type { RunContext } from '../run/context';

/** What an operation works with, for one input item. */
export interface OperationInput {
	context: IExecuteFunctions;
	itemIndex: number;
	read: ReadParameter;
	run: RunContext;
}

/** An operation of the node: what the editor shows, and what it does. It stands in one file and nowhere else. */
export interface Operation {
	/** Stored in workflows. */
	value: string;
	name: string;
	/** As listed among the actions in the node panel. */
	action: string;
	description: string;
	/** Its parameters. Where they are shown only says what else they depend on. */
	properties: INodeProperties[];
	/** What its requests are about, for the words of a failure. */
	subject: Subject;
	/** What to tell the user where several input items asked for the same; none where n8n says so by itself. */
	repeatedHint?(times: number): string;
	/** Gives the items for one input item; who calls links them to it. Throws ApiError and UserError. */
	execute(input: OperationInput): Promise<INodeExecutionData[]>;
}
