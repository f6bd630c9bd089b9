import type { ValidationResult } from 'openapi-backend';

/** `"/requestBody/filter must be object"`, with the name of a property that should not be there. */
export function wordings(errors: ValidationResult['errors']): string[] {
	const texts = (errors ?? []).map(({ instancePath, message, params }) => {
		const where = instancePath.replace(/^\/requestBody/, '').replace(/^\//, '');
		const extra: unknown = params?.additionalProperty;
		const name = typeof extra === 'string' ? ` '${extra}'` : '';
		return `${where === '' ? 'The body' : where} ${message ?? 'is invalid'}${name}`;
	});
	return [...new Set(texts)];
}
