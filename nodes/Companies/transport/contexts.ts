import type { IDataObject } from 'n8n-workflow';

import type { CallingContext } from './credential';

/** The same context, whose requests end with another signal than the execution: n8n gives a request the one it finds here. */
export function withSignal(context: CallingContext, signal: AbortSignal): CallingContext {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as CallingContext;
}

/**
 * The same context, in which n8n finds no token yet and sends nothing but the request for one. In n8n 2.x
 * `refreshOAuth2Token` waits for a request of another execution that may never be answered, keeps the old token where the
 * new answer has none, and replaces no token that is an object.
 */
export function withoutToken(context: CallingContext): CallingContext {
	return Object.create(context, {
		getCredentials: {
			value: async (name: string): Promise<IDataObject> => ({
				...(await context.getCredentials(name)),
				oauthTokenData: {},
			}),
		},
		helpers: { value: { ...context.helpers, httpRequest: async () => undefined } },
	}) as CallingContext;
}
