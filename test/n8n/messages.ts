import type { ChildProcess } from 'node:child_process';

interface Answer {
	id: number;
	result: unknown;
}

let asked = 0;

/** Sends `{ id, name, value }` to a child process, and waits for the message `{ id, result }`. */
export async function ask(child: ChildProcess, name: string, value?: unknown): Promise<unknown> {
	const id = ++asked;
	return await new Promise<unknown>((resolve, reject) => {
		const settle = (finish: () => void) => {
			child.off('message', listen);
			child.off('close', fail);
			finish();
		};
		const listen = (message: Answer) => {
			if (message.id === id) settle(() => resolve(message.result));
		};
		const fail = () =>
			settle(() => reject(new Error(`The process ended before it answered ${name}`)));
		child.on('message', listen);
		child.on('close', fail);
		child.send({ id, name, value });
	});
}
