/** Receives the phase and its seconds: at once, every second, and with `done` at the end. */
export type OnProgress = (phase: string, seconds: number, done: boolean) => void;

/** Runs something slow and reports its progress. */
export async function withProgress<T>(
	phase: string,
	onProgress: OnProgress | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const started = Date.now();
	const report = (done = false) =>
		onProgress?.(phase, Math.round((Date.now() - started) / 1000), done);
	report();
	const timer = setInterval(report, 1000);
	try {
		const result = await work();
		report(true);
		return result;
	} finally {
		clearInterval(timer);
	}
}

const clock = (seconds: number) =>
	`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** One line per phase: updated on a terminal, elsewhere printed at the start, every minute and at the end. */
export const printProgress: OnProgress = (phase, seconds, done) => {
	const time = seconds > 0 || done ? ` ${clock(seconds)}` : '';
	const line = `${done ? '✓' : '…'} ${phase}${time}`;
	if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}${done ? '\n' : ''}`);
	else if (done || seconds % 60 === 0) process.stdout.write(`${line}\n`);
};
