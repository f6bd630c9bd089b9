import { waitForPoll } from '../e2e/poll';
import { endNode } from '../e2e/workflow';
import { hasEnded } from '../n8n/execution';
import { waitFor } from '../n8n/wait';
import { Proof } from './proof';
import { report, Scene } from './scene';
import { triggerWorkflow } from './workflows';

/** What two workers run at once as n8n sets them up: 10 each. */
const AT_ONCE = 20;
/** These wait in the queue until others have ended. */
const WAITING = 4;
const ALL = AT_ONCE + WAITING;
/** Long enough for all to be in the middle of a request. */
const SLOW_MS = 20_000;
/** n8n gives a worker up after a minute or two, then waits another half minute. */
const GIVEN_UP_TIMEOUT = 300_000;
const STALLED = 'This execution failed to be processed too many times and will no longer retry.';

let scene: Scene;
let proof: Proof;

beforeAll(async () => {
	scene = await Scene.start();
	proof = new Proof(scene);
}, 1_200_000);

afterAll(async () => await scene?.stop(), 180_000);

const byNumber = (ids: string[]) => [...ids].sort((a, b) => Number(a) - Number(b));

/** The tests build on one another. */
describe('n8n in queue mode', () => {
	it('runs everything on the workers, and the main gives out their files', async () => {
		await proof.keepFiles();
		expect(Object.keys(proof.files).sort()).toEqual(['csv', 'xlsx']);
		const before = await scene.ids();
		await scene.search();
		await proof.expectRight((await scene.ended(1, before, 120_000))[0]);

		const { main, workers } = scene.cluster;
		expect(main.log).not.toContain('Worker started');
		expect(new Set(workers.flatMap(({ finished }) => finished))).toEqual(await scene.ids());
	});

	it(
		'loses no execution when a worker is killed',
		async () => {
			const before = await scene.ids();
			const [victim] = scene.cluster.workers;
			scene.setLatency(SLOW_MS);
			await scene.begin(ALL);
			await scene.untilRunning(AT_ONCE, before);
			await victim.kill();
			const killedAt = Date.now();
			scene.setLatency();
			const cutOff = victim.started.filter((id) => !victim.finished.includes(id));
			expect(cutOff.length).toBeGreaterThan(0);

			const all = await scene.ended(ALL, before, GIVEN_UP_TIMEOUT);
			const seconds = Math.round((Date.now() - killedAt) / 1000);
			expect(all).toHaveLength(ALL);
			const failed = all.filter(({ status }) => status !== 'success');
			const right = all.filter(({ status }) => status === 'success');
			report(`${ALL} begun, ${cutOff.length} of them on the killed worker`);
			report(`${right.length} ended with success, ${failed.length} with an error`);
			report(`the last one ended ${seconds} s after the worker was killed`);

			expect(byNumber(failed.map(({ id }) => id))).toEqual(byNumber(cutOff));
			for (const { status, error } of failed) {
				// It is `crashed` if n8n's own check for abandoned executions was faster.
				expect(['error', 'crashed']).toContain(status);
				if (status === 'error') expect(error?.message).toContain(STALLED);
			}
			await proof.expectAllRight(right);
			await expectErrorsTold(failed.length);
		},
		GIVEN_UP_TIMEOUT + 180_000,
	);

	async function expectErrorsTold(count: number) {
		const ask = async () => {
			const told = (await scene.cluster.executions(scene.workflows.errors)).filter(hasEnded);
			return told.length >= count ? told : undefined;
		};
		const told = await waitFor(ask, { what: `the error workflow to be told ${count} times` });
		expect(told).toHaveLength(count);
	}

	it('starts nothing again when the button Retry is pressed for such an execution', async () => {
		const before = await scene.ids();
		const lost = (await scene.stored()).find(({ status }) => status === 'error');
		expect(lost).toBeDefined();
		await scene.cluster.retry(String(lost?.id));
		const [again] = await scene.ended(1, before, 120_000);
		report(`Retry: ${again.status}, "${again.error?.message}"`);
		expect(again.node('Companies')).toBeUndefined();
	});

	it('goes on with the worker that takes its place', async () => {
		const replacement = await scene.cluster.startWorker();
		const before = await scene.ids();
		await scene.begin(AT_ONCE);
		const all = await scene.ended(AT_ONCE, before, 180_000);
		expect(all).toHaveLength(AT_ONCE);
		await proof.expectAllRight(all);
		expect(replacement.finished.length).toBeGreaterThan(0);
		report(`${AT_ONCE} more ended with success, ${replacement.finished.length} on the new worker`);
	}, 400_000);

	it('has the trigger look on the main, and the workflow run on a worker', async () => {
		const { cluster, simulator } = scene;
		await scene.addWorkflow('trigger', triggerWorkflow(scene.credential));
		await waitForPoll(simulator);
		const { companyResourceId } = simulator.companies.insert({ companyName: 'Brand New' });
		const ask = async () => (await cluster.executions(scene.workflows.trigger)).find(hasEnded);
		const { id } = await waitFor(ask, { what: 'an event', timeout: 150_000, interval: 1000 });
		const execution = await cluster.main.waitForExecution(id);
		expect(execution.status).toBe('success');
		expect(execution.items(endNode.name).map(({ json }) => json)).toMatchObject([
			{ event: 'companyCreated', companyId: companyResourceId },
		]);
		expect(cluster.workers.flatMap(({ finished }) => finished)).toContain(id);
	}, 400_000);
});
