type Cell = string | number;

/** A table in Markdown. */
export function table(head: Cell[], rows: Cell[][]): string {
	const line = (cells: Cell[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Milliseconds as seconds with two decimals. */
export const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;

export const milliseconds = (value: number) => `${Math.round(value)} ms`;

/** A ratio. */
export const times = (more: number, less: number) => `${(more / less).toFixed(2)} ×`;

export const megabytes = (value: number) => `${value} MB`;

export const thousands = (value: number) => value.toLocaleString('en-US');
