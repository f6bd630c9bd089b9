import type { ReadParameter } from '../parameters/reader';
import { asJson } from '../parameters/values';
import type { Operation } from './operation';

/** What the parameters of one input item gave, in the order in which they were read. */
export class RecordedRead {
	private readonly values: unknown[] = [];

	constructor(private readonly source: ReadParameter) {}

	readonly read: ReadParameter = (property) => {
		const value = this.source(property);
		this.values.push(property.name, value);
		return value;
	};

	/** The same for input items that ask for the same. */
	get key(): string {
		return asJson(this.values);
	}
}

/** Counts how often the input items of a run ask for the same, which n8n by itself only says of Search. */
export class Repetitions {
	private readonly counts = new Map<string, { operation: Operation; times: number }>();

	/** An input item has what it asked for. */
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
