import { table } from './tables';

/** A measured figure, and of what it is. */
export interface Figure {
	of: string;
	value: number;
}

/** What figures should be. */
export interface Aim {
	text: string;
	/** The unit with a space before it, if there is one. */
	unit: string;
	/** One of the two. */
	atLeast?: number;
	atMost?: number;
	figures: Figure[];
}

const shown = (value: number, unit: string) =>
	`${Number.isInteger(value) ? value : value.toFixed(2)}${unit}`;

/** A table of aims with what was measured; aims of which nothing was measured are left out. */
export function tableOfAims(aims: Aim[]): string {
	const rows = aims.flatMap(({ text, unit, atLeast = -Infinity, atMost = Infinity, figures }) =>
		figures.map(({ of, value }, index) => [
			index === 0 ? text : '',
			`${shown(value, unit)} (${of})`,
			value >= atLeast && value <= atMost ? 'holds' : 'missed',
		]),
	);
	return table(['aim', 'measured', ''], rows);
}

/** n8n stays responsive: it answers nothing else during a block. */
export const noLongBlock = (figures: Figure[]): Aim => ({
	text: 'no block of more than 100 ms',
	unit: ' ms',
	atMost: 100,
	figures,
});
