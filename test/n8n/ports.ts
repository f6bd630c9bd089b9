import { createServer, type AddressInfo } from 'node:net';

/** Listens on a port for a moment; returns its number. */
async function tryPort(wanted: number): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(wanted, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** A free port. */
export const freePort = async (): Promise<number> => await tryPort(0);

/** @throws EADDRINUSE or EACCES if a server cannot listen on the port */
export async function assertFree(port: number): Promise<void> {
	await tryPort(port);
}
