import type { Credential } from '../support';

/** A secret in the forms in which it may be repeated. */
const formsOf = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	Buffer.from(secret).toString('hex'),
];

/** The secrets of a credential, or the beginning of a token, that stand in what somebody may read. */
export async function secretsIn(texts: unknown[], credential: Credential): Promise<string[]> {
	const { clientSecret, oauthTokenData } = await credential.getData();
	const token = (oauthTokenData as { access_token?: unknown } | undefined)?.access_token;
	const secrets = [clientSecret, token].filter(
		(secret): secret is string => typeof secret === 'string' && secret !== '',
	);
	const everything = texts
		.map((text) => (typeof text === 'string' ? text : JSON.stringify(text ?? '')))
		.join('\n')
		.toLowerCase();
	return [...secrets.flatMap(formsOf), 'Bearer ey'].filter((form) =>
		everything.includes(form.toLowerCase()),
	);
}
