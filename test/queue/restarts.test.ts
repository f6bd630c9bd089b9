import { Proof } from './proof';
import { report, Scene } from './scene';

const AT_ONCE = 20;
const SLOW_MS = 20_000;
/** n8n checks after a minute here, and finds interrupted executions once the queue has given them up. */
const RECOVERY = { N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1' };
const RECOVERY_TIMEOUT = 300_000;

let scene: Scene;
let proof: Proof;

beforeAll(async () => {
	scene = await Scene.start(RECOVERY);
	proof = new Proof(scene);
	await proof.keepFiles();
}, 1_200_000);

afterAll(async () => await scene?.stop(), 300_000);

/** What an update or a failure of the machine does to executions. */
describe('n8n in queue mode that is restarted', () => {
	it('brings every execution to an end when a worker is stopped and the main restarted', async () => {
		const { cluster } = scene;
		const before = await scene.ids();
		scene.setLatency(1500);
		await scene.begin(AT_ONCE);
		await scene.untilRunning(AT_ONCE, before);
		const [worker] = cluster.workers;
		const unfinished = worker.started.length - worker.finished.length;
		await Promise.all([worker.stop(), cluster.main.restart()]);
		scene.setLatency();
		const all = await scene.ended(AT_ONCE, before, 180_000);
		expect(all).toHaveLength(AT_ONCE);
		await proof.expectAllRight(all);
		report(`${AT_ONCE} ended with success, ${unfinished} ran on a worker that was asked to stop`);
	}, 500_000);

	it('shows what a worker was killed with while the main was away', async () => {
		const { cluster } = scene;
		await cluster.startWorker();
		const before = await scene.ids();
		scene.setLatency(SLOW_MS);
		await scene.begin(AT_ONCE);
		await scene.untilRunning(AT_ONCE, before);
		const [, victim] = cluster.workers;
		const killedAt = Date.now();
		await Promise.all([victim.kill(), cluster.main.restart()]);
		scene.setLatency();
		const cutOff = victim.started.filter((id) => !victim.finished.includes(id));
		const all = await scene.ended(AT_ONCE, before, RECOVERY_TIMEOUT);
		expect(all).toHaveLength(AT_ONCE);
		const crashed = all.filter(({ status }) => status === 'crashed');
		const seconds = Math.round((Date.now() - killedAt) / 1000);
		report(`${AT_ONCE} begun, ${crashed.length} crashed, all had ended ${seconds} s after`);
		expect(new Set(crashed.map(({ id }) => id))).toEqual(new Set(cutOff));
		await proof.expectAllRight(all.filter((execution) => !crashed.includes(execution)));
	}, 600_000);
});
