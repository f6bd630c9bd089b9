import { readFile, writeFile } from 'node:fs/promises';

const MB = 1024;

async function read(pid: number, field: 'VmHWM' | 'VmRSS'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kilobytes = Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
	return Math.round(kilobytes / MB);
}

/** Memory of a process in MB. */
export const currentMemory = async (pid: number) => await read(pid, 'VmRSS');

/** Peak memory of a process since {@link forgetPeak}, in MB. */
export const peakMemory = async (pid: number) => await read(pid, 'VmHWM');

/** Resets the peak (see proc(5), clear_refs). */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5');
}
