import './environment';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

/** `filesystem` is what n8n 2.x uses; `default` keeps files in memory, as n8n 1.x does unless told otherwise. */
export type BinaryMode = 'filesystem' | 'default';

let current: BinaryMode | undefined;
let ready: Promise<void> | undefined;

export async function useBinaryMode(mode: BinaryMode) {
	if (mode !== current) {
		current = mode;
		Container.get(BinaryDataConfig).mode = mode;
		ready = Container.get(BinaryDataService).init();
	}
	await ready;
}

/** Reads a file that a node has stored. */
export async function readBinary(
	item: INodeExecutionData | undefined,
	property = 'data',
): Promise<Buffer> {
	const binary = item?.binary?.[property];
	if (!binary) throw new Error(`The item has no binary property "${property}"`);
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
