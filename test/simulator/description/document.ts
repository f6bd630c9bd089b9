import { join } from 'node:path';
import { OpenAPIBackend, type OpenAPIValidator } from 'openapi-backend';

/** The API's description, against which requests and answers are validated. */
export const descriptionFile = join(__dirname, '..', 'openapi.yaml');

let validator: Promise<OpenAPIValidator> | undefined;

async function load(): Promise<OpenAPIValidator> {
	const api = new OpenAPIBackend({
		definition: descriptionFile,
		// Compiles only what is used; a test checks that the whole file compiles.
		quick: true,
		ajvOpts: { allErrors: true },
		coerceTypes: true,
	});
	await api.init();
	return api.validator;
}

/** Read once per process: it takes longer than starting a simulator. */
export async function loadDescription(): Promise<OpenAPIValidator> {
	validator ??= load();
	return await validator;
}
