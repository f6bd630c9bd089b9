import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { LIMITS } from '../../nodes/Companies/limits';
import fc from '../property';
import type { RouteName, Simulator } from '../simulator';
import { generateRows } from '../simulator';
import type { Poller, RunResult } from './harness';
import { createPoller } from './harness';
import { isDocumented } from './hostile/documented';
import type { Hostility } from './hostile/mutation';
import { hostility, share, spoil } from './hostile/mutation';
import { eventFaults, listFaults, SAYS_MISSING, saysTheTruth } from './hostile/oracle';
import type { Sent } from './hostile/sent';
import { note, nothingSent, valueOf } from './hostile/sent';
import { secretsIn } from './hostile/secrets';
import type { Credential } from './support';
import { credentialOf, hintTexts, hurry, run, simulate, TIMEZONE } from './support';
import { ALL_EVENTS, jsonOf, quietRow } from './triggerSupport';

/**
 * Valid answers, spoiled: whatever comes, a run ends with the companies that were sent or with a sentence from docs/messages.md.
 * `SEEDS=2000` runs as many, `SEED=17` runs that one alone.
 */
const { SEEDS = '200', SEED } = process.env;
const seeds = SEED
	? [Number(SEED)]
	: Array.from({ length: Number(SEEDS) }, (_, index) => index + 1);

const COMPANIES = 25;
const TODAY = '2026-11-01';
const PAGES = { options: { pageSize: 10 } };

/** What is run, and the routes whose answers are spoiled. */
interface Scene {
	routes: RouteName[];
	parameters: INodeParameters;
}

const search = (parameters: INodeParameters): Scene => ({
	routes: ['search', 'search', 'search', 'lookups'],
	parameters: { returnAll: true, ...PAGES, ...parameters },
});

const LISTS: Scene[] = [
	search({}),
	search({ output: 'full' }),
	search({ output: 'raw', sort: { orderBy: 'CompanyName', direction: 'asc' } }),
	search({
		output: 'selected',
		fields: ['companyId', 'missingProducts', 'tags'],
		sort: { orderBy: 'usagePercent', direction: 'desc' },
	}),
];
const SUMMARIZE: Scene = { ...search({}), parameters: { operation: 'summarize', ...PAGES } };
const EXPORT: Scene = {
	routes: ['search', 'lookups'],
	parameters: { operation: 'export', filters: { usersMin: 10, products: ['Phishing Simulator'] } },
};
const GET: Scene[] = ['simplified', 'raw'].map((output) => ({
	routes: ['details', 'details', 'lookups'],
	parameters: { operation: 'get', output },
}));

let simulator: Simulator;
let credential: Credential;
let sent: Sent;

const rows = () => generateRows({ companies: COMPANIES, seed: 5, today: TODAY });

beforeAll(async () => {
	hurry();
	Object.assign(LIMITS, { maxRows: 500 });
	simulator = await simulate({ rows: rows(), validateResponses: false });
	credential = credentialOf(simulator);
});

const truth = () => simulator.companies.all().map(({ id }) => id);

/** Spoils the answers of a route, and keeps the books of what is sent as companies. */
function meet(route: RouteName, { times, pageNumber, ...what }: Hostility): void {
	const change = (body: unknown) => {
		const spoiled = spoil(body, what as Hostility);
		if (route === 'search' && typeof spoiled !== 'string') note(sent, spoiled);
		return spoiled;
	};
	const onPage = route === 'search' ? pageNumber : undefined;
	simulator.faults.add({ kind: 'alter', change, route, times, pageNumber: onPage });
	simulator.faults.add({ kind: 'alter', change: keepBooks, route: 'search', times: Infinity });
}

function keepBooks(body: unknown): unknown {
	note(sent, body);
	return body;
}

/** Fails if there is no end. */
async function ends<T>(work: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const never = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('It does not end')), 30_000);
	});
	return await Promise.race([work, never]).finally(() => clearTimeout(timer));
}

async function runScene({ parameters }: Scene, more: INodeParameters = {}): Promise<RunResult> {
	const result = await ends(run(credential, { ...parameters, ...more }));
	expect(await secretsIn([result.stored, result.hints, result.error?.stack], credential)).toEqual(
		[],
	);
	if (result.error) {
		expect({
			message: result.error.message,
			documented: isDocumented(result.error.message),
		}).toEqual({
			message: result.error.message,
			documented: true,
		});
		expect(result.items.flat()).toEqual([]);
	}
	return result;
}

const idOf = (json: unknown) =>
	String(
		valueOf(json, 'companyId') ?? valueOf(json, 'companyResourceId') ?? valueOf(json, 'resourceId'),
	).trim();

async function expectList(scene: Scene): Promise<void> {
	const result = await runScene(scene);
	if (result.error) return;
	const outcome = { ids: result.json.map(idOf), hints: hintTexts(result) };
	expect(listFaults(outcome, sent, truth())).toEqual([]);
}

async function expectSums(): Promise<void> {
	const result = await runScene(SUMMARIZE);
	if (result.error) return;
	const companies = Number(result.json[0]?.companies);
	expect(companies).toBeLessThanOrEqual(sent.rows.size);
	const hasHint = hintTexts(result).some((hint) => SAYS_MISSING.test(hint));
	const isStated = sent.totals.every((total) => total === COMPANIES);
	if (!hasHint && isStated) expect(companies).toBe(COMPANIES);
}

async function expectCompany(scene: Scene, at: number): Promise<void> {
	const id = truth()[Math.floor(at * COMPANIES)];
	const result = await runScene(scene, { companyId: { __rl: true, mode: 'id', value: id } });
	if (!result.error) expect(idOf(result.json[0]).toLowerCase()).toBe(id.toLowerCase());
}

async function expectFile(): Promise<void> {
	const result = await runScene(EXPORT);
	if (!result.error) expect(result.json[0]?.fileSize).toBe(simulator.lastExportSize);
}

/** One poll, with what was sent in it; a poll that fails says so in a sentence from docs/messages.md. */
async function pollOnce(
	poller: Poller,
	isFirst: boolean,
): Promise<{ events: IDataObject[]; seen: Sent }> {
	sent = nothingSent();
	const polled = await ends(isFirst ? poller.activate() : poller.poll()).catch((error: Error) => {
		expect([error.message, isDocumented(error.message)]).toEqual([error.message, true]);
		return null;
	});
	const events = jsonOf(polled);
	expect(await secretsIn([events, poller.staticData], credential)).toEqual([]);
	return { events, seen: sent };
}

const POLLS = 6;
/** Between which polls something really happens: one company goes over its limit, another one is removed. */
const HAPPENS_AFTER = 2;

/** Polls of which one meets the spoiled answers. */
async function expectEvents(what: Hostility, at: number): Promise<void> {
	const grows = simulator.companies.insert(quietRow('grows'));
	simulator.companies.insert(quietRow('goes'));
	const poller = await createPoller({
		credential,
		timezone: TIMEZONE,
		node: { parameters: { events: ALL_EVENTS, output: 'full', ...PAGES } },
	});
	const hostile = 1 + Math.floor(at * 4);
	const before: Sent[] = [];
	const reported: string[] = [];
	let isTrue = true;
	for (let poll = 1; poll <= POLLS; poll++) {
		simulator.faults.clear();
		if (poll === hostile) meet('search', what);
		else
			simulator.faults.add({ kind: 'alter', change: keepBooks, route: 'search', times: Infinity });
		const { events, seen } = await pollOnce(poller, poll === 1);
		expect(eventFaults(events, seen, before)).toEqual([]);
		reported.push(...events.map(({ event, companyId }) => `${String(event)} ${String(companyId)}`));
		isTrue &&= saysTheTruth(seen, truth(), 'grows', simulator.companies.get('grows'));
		before.push(seen);
		if (poll !== HAPPENS_AFTER) continue;
		simulator.companies.update('grows', { targetUserCount: grows.targetUserCount + 51 });
		simulator.companies.remove('goes');
	}
	if (!isTrue) return;
	const happened = ['companyRemoved goes', 'limitExceeded grows', 'usageThresholdReached grows'];
	expect(reported.sort()).toEqual(happened);
}

const scenes: Array<(what: Hostility, at: number) => Promise<void>> = [
	...LISTS.map((scene) => async () => await expectList(scene)),
	expectSums,
	...GET.map((scene) => async (_what: Hostility, at: number) => await expectCompany(scene, at)),
	expectFile,
	expectEvents,
	expectEvents,
	expectEvents,
];
const routes: RouteName[][] = [
	...LISTS.map((scene) => scene.routes),
	SUMMARIZE.routes,
	...GET.map((scene) => scene.routes),
	EXPORT.routes,
	['search'],
	['search'],
	['search'],
];

describe('Answers that are spoiled', () => {
	it.each(seeds)('end in companies or in a sentence (seed %i)', async (seed) => {
		const [what, at] = fc.sample(fc.tuple(hostility, share), {
			seed,
			numRuns: 1,
		})[0];
		simulator.faults.clear();
		for (const id of ['grows', 'goes']) simulator.companies.remove(id);
		sent = nothingSent();
		const scene = seed % scenes.length;
		const route = routes[scene][Math.floor(at * routes[scene].length)];
		if (scenes[scene] !== expectEvents) meet(route, what);
		await scenes[scene](what, at).catch((error: Error) => {
			error.message = `${JSON.stringify({ scene, route, ...what })}\n${error.message}`;
			throw error;
		});
	});
});
