import { parse } from 'flatted';
import type {
	ExecutionError,
	ExecutionStatus,
	INodeExecutionData,
	IRunExecutionData,
	ITaskData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** An execution as n8n's REST API gives it. */
export interface StoredExecution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	startedAt: string;
	stoppedAt?: string;
	data: string;
}

/** An execution that has ended, read from n8n's database. */
export class Execution {
	readonly data: IRunExecutionData;

	constructor(private readonly stored: StoredExecution) {
		this.data = parse(stored.data);
	}

	get id() {
		return this.stored.id;
	}

	get status() {
		return this.stored.status;
	}

	get mode() {
		return this.stored.mode;
	}

	/** n8n 1.x writes the final status of an execution before its data. */
	get isWritten() {
		return this.data !== undefined || !['success', 'error'].includes(this.status);
	}

	/** As stored in the database: for tests of what must never be stored. */
	get raw() {
		return this.stored.data;
	}

	get milliseconds() {
		const { startedAt, stoppedAt } = this.stored;
		return Date.parse(stoppedAt ?? startedAt) - Date.parse(startedAt);
	}

	get error(): ExecutionError | undefined {
		return this.data.resultData.error;
	}

	/** The last run of a node: its error, hints and time. */
	node(name: string): ITaskData | undefined {
		return this.data.resultData.runData[name]?.at(-1);
	}

	/** The output of a node, by default of the last one. */
	items(name = this.data.resultData.lastNodeExecuted ?? '', output = 0): INodeExecutionData[] {
		return this.node(name)?.data?.main?.[output] ?? [];
	}
}

export const hasEnded = ({ status }: StoredExecution) =>
	!['new', 'running', 'waiting', 'unknown'].includes(status);
