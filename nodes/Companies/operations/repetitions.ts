import type { ReadParameter } from '../parameters/reader';
import { asJson } from '../parameters/values';
import type { Operation } from './operation';

/** Reads the parameters of one input item and records their values. */
export class RecordedRead {
	private readonly values: unknown[] = [];

	constructor(private readonly source: ReadParameter) {}

	readonly read: ReadParameter = (property) => {
		const value = this.source(property);
		this.values.push(property.name, value);
		return value;
	};

	/** Equal for input items whose parameters have the same values. */
	get key(): string {
		return asJson(this.values);
	}
}

/** Counts the input items with the same operation and parameters. n8n itself has a hint for Search only. */
export class Repetitions {
	private readonly counts = new Map<string, { operation: Operation; times: number }>();

	/** Counts an input item that succeeded. */
	count(operation: Operation, { key }: RecordedRead): void {
		const id = `${operation.value} ${key}`;
		const { times = 0 } = this.counts.get(id) ?? {};
		this.counts.set(id, { operation, times: times + 1 });
	}

	hints(): string[] {
		return [...this.counts.values()]
			.filter(({ times }) => times > 1)
			.flatMap(({ operation, times }) => operation.repeatedHint?.(times) ?? []);
	}
}
