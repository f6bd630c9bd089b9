import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { Simulator } from '../simulator';
import { documentedBehaviour } from '../simulator/behaviour';
import { places } from './filtering/order';
import { answerTo, parametersOf, questions, type Question } from './filtering/question';
import { credentialOf, hintTexts, runWell, simulate, type Credential } from './support';

/** More finds more: `PROPERTY_RUNS=3000 npx jest filtersHold`; another seed asks other questions. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 150);
const seed = Number(process.env.PROPERTY_SEED ?? 20_260_101);

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ rows: [] });
	credential = credentialOf(simulator);
});

function deploy({ rows, behaviour }: Question): void {
	Object.assign(simulator.behaviour, documentedBehaviour(), behaviour);
	simulator.companies.clear();
	for (const row of rows) simulator.companies.insert(row);
}

async function check(asked: Question): Promise<void> {
	deploy(asked);
	const today = DateTime.now().setZone(asked.timezone).toISODate() ?? '';
	const { facts, order } = answerTo(asked, today);
	const result = await runWell(credential, parametersOf(asked), { timezone: asked.timezone });
	const { json } = result;
	const isInDoubt = hintTexts(result).some((hint) => hint.includes('were read as DD/MM/YYYY'));
	if (isInDoubt && asked.behaviour.dateFormat?.startsWith('MM')) return;

	const byId = new Map(facts.map((entry) => [entry.row.companyResourceId, entry]));
	const ids = json.map((item) =>
		String(item.companyId ?? item.companyResourceId ?? item.resourceId),
	);
	expect(ids.filter((id) => !byId.has(id))).toEqual([]);
	expect(new Set(ids).size).toBe(ids.length);
	const found = ids.flatMap((id) => byId.get(id) ?? []);
	expect(places(found, order)).toEqual(places(facts.slice(0, asked.limit), order));
}

test(
	'the result is the one of plain filtering and sorting, whatever the deployment does with the request',
	async () => {
		await fc.assert(fc.asyncProperty(questions, check), { numRuns, seed });
	},
	Math.max(60_000, numRuns * 1000),
);
