import type { Page } from 'playwright-core';

/** A part of the page, in pixels. */
export interface Rectangle {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Room for the labels of the nodes, which are wider than these. */
const MARGIN = 50;

/** The part of the page in which the nodes and notes of a workflow are. */
export async function workflowArea(page: Page): Promise<Rectangle> {
	const boxes = await page.locator('.vue-flow__node').evaluateAll((nodes) =>
		nodes.map((node) => {
			const { left, top, right, bottom } = node.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
	const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
	const width = Math.max(...boxes.map((box) => box.right)) + MARGIN - left;
	const height = Math.max(...boxes.map((box) => box.bottom)) + MARGIN - top;
	return { x: left, y: top, width, height };
}
