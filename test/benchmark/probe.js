// Loaded into n8n: says what n8n's process has used since it was last asked.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 10;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

let before = process.cpuUsage();

function usage() {
	const { user, system } = process.cpuUsage(before);
	before = process.cpuUsage();
	const longestBlockMs = delay.max / 1e6;
	delay.reset();
	return { longestBlockMs, cpuMs: (user + system) / 1000 };
}

process.on('message', ({ id, name }) => {
	if (name !== 'usage') return;
	// The monitor notices a block that has just ended at its next look.
	setTimeout(() => process.send({ id, result: usage() }), 2 * RESOLUTION_MS);
});
