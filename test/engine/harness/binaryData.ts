import './environment';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Container } from '@n8n/di';
import {
	BinaryDataBlobManager,
	BinaryDataConfig,
	BinaryDataService,
	ErrorReporter,
} from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';

/**
 * `filesystem` is what n8n 2.x uses; `default` keeps files in memory, as n8n 1.x does unless told otherwise; `s3` is a server
 * that nobody reaches.
 */
export type BinaryMode = 'filesystem' | 'default' | 's3';

type Store = ConstructorParameters<typeof BinaryDataBlobManager>[0];

let current: BinaryMode | undefined;
let ready: Promise<void> | undefined;

export async function useBinaryMode(mode: BinaryMode) {
	if (mode !== current) {
		current = mode;
		Container.get(BinaryDataConfig).mode = mode;
		ready = Container.get(BinaryDataService).init();
		if (mode === 's3') Container.get(BinaryDataService).setManager('s3', unreachableStore());
	}
	await ready;
}

/** Reads the whole file before it connects, as n8n's own store for S3 does. */
function unreachableStore() {
	const write: Store['write'] = async (_key, body) => {
		await (Buffer.isBuffer(body) ? body : buffer(body));
		return await new Promise((_resolve, reject) => connect(1, '127.0.0.1').on('error', reject));
	};
	return new BinaryDataBlobManager({ write } as Store, Container.get(ErrorReporter));
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
