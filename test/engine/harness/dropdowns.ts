import './environment';
import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { additionalDataFor, createWorkflow, setUp, type Options } from './setup';

export interface DropdownOptions extends Options {
	/** Where the parameter stands, for methods that read their neighbours (`&fieldName`). */
	path?: string;
}

/** The context that n8n's server makes when the editor asks for the choices of a parameter. */
async function createContext({ path = 'parameters', ...options }: DropdownOptions) {
	const setup = await setUp(options);
	const workflow = createWorkflow(setup);
	const additionalData = additionalDataFor(setup, 'internal', setup.node.parameters);
	return {
		methods: setup.nodeType.methods ?? {},
		context: new LoadOptionsContext(workflow, setup.node, additionalData, path),
	};
}

function existing<T>(methods: Record<string, T> = {}, name: string): T {
	if (!methods[name])
		throw new Error(`No method "${name}", only: ${Object.keys(methods).join(', ')}`);
	return methods[name];
}

/** Loads the choices of an `options` or `multiOptions` parameter, as the editor does. */
export async function loadOptions(
	method: string,
	options: DropdownOptions,
): Promise<INodePropertyOptions[]> {
	const { methods, context } = await createContext(options);
	return await existing(methods.loadOptions, method).call(context);
}

/** Searches the list of a resource locator, as the editor does; a page's token comes with the page before it. */
export async function listSearch(
	method: string,
	{
		filter,
		paginationToken,
		...options
	}: DropdownOptions & { filter?: string; paginationToken?: string },
): Promise<INodeListSearchResult> {
	const { methods, context } = await createContext(options);
	return await existing(methods.listSearch, method).call(context, filter, paginationToken);
}
