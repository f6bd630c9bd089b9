import type { Certificate } from './server';

/** A self-signed certificate for 127.0.0.1 and localhost. */
export async function selfSignedCertificate(): Promise<Certificate> {
	// Loaded when needed: most tests want no TLS and no half second of loading.
	const { generate } = await import('selfsigned');
	const names = [
		{ type: 7 as const, ip: '127.0.0.1' },
		{ type: 2 as const, value: 'localhost' },
	];
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		extensions: [{ name: 'subjectAltName', altNames: names }],
	});
	return { key, cert };
}
