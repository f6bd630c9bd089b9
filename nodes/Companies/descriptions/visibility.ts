import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Shows a parameter for some operations only, and there only for the given values of other parameters. */
export function showFor(
	operations: string[],
	others: IDisplayOptions['show'] = {},
): IDisplayOptions {
	return { show: { resource: ['company'], operation: operations, ...others } };
}

/** The same parameter with where it is shown. */
export function shown(property: INodeProperties, displayOptions: IDisplayOptions): INodeProperties {
	return { ...property, displayOptions };
}
