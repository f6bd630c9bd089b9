import { join } from 'node:path';
import { OpenAPIBackend, type OpenAPIValidator } from 'openapi-backend';

/** The API's description, the file that requests and answers are held against. */
export const descriptionFile = join(__dirname, '..', 'openapi.yaml');

let validator: Promise<OpenAPIValidator> | undefined;

async function load(): Promise<OpenAPIValidator> {
	const api = new OpenAPIBackend({
		definition: descriptionFile,
		// Compiles what is used only; a test checks that all of the file can be.
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
