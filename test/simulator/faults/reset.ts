import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Breaks a connection off: the other side sees ECONNRESET. */
export function reset(socket: Socket): void {
	// Node cannot send a reset through TLS.
	if (socket instanceof TLSSocket) socket.destroy();
	else socket.resetAndDestroy();
}
