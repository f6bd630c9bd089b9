// Loaded into n8n: says how long n8n's thread computes at once, without the time in which V8 collects garbage.
const { Session } = require('node:inspector/promises');

const TURN_MS = 10;

const session = new Session();
session.connect();

/** Microseconds, on the clock of the profile. */
const now = () => Number(process.hrtime.bigint() / 1000n);

let turns = [];
let timer;

async function begin() {
	await session.post('Profiler.enable');
	await session.post('Profiler.start');
	turns = [now()];
	timer = setInterval(() => turns.push(now()), TURN_MS);
}

/** How long each sample lasted that was taken while V8 collected garbage, and when it was taken. */
function* garbageCollections({ nodes, samples, timeDeltas, startTime }) {
	const collecting = new Set(
		nodes
			.filter(({ callFrame }) => callFrame.functionName === '(garbage collector)')
			.map(({ id }) => id),
	);
	let at = startTime;
	for (const [index, sample] of samples.entries()) {
		at += timeDeltas[index];
		if (collecting.has(sample)) yield { at, duration: timeDeltas[index + 1] ?? 0 };
	}
}

async function end() {
	clearInterval(timer);
	const { profile } = await session.post('Profiler.stop');
	const own = turns.slice(1).map((turn, index) => turn - turns[index]);
	let turn = 0;
	for (const { at, duration } of garbageCollections(profile)) {
		if (at < turns[0] || at >= turns[turns.length - 1]) continue;
		while (turns[turn + 1] <= at) turn++;
		own[turn] -= duration;
	}
	return Math.max(...own) / 1000;
}

const ANSWERS = { beginProfile: begin, longestOwnWork: end };

process.on('message', async ({ id, name }) => {
	if (name in ANSWERS) process.send({ id, result: await ANSWERS[name]() });
});
