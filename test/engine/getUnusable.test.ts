import type { Simulator } from '../simulator';
import { credentialOf, hurry, run, runWell, simulate } from './support';

const get = (value: string) => ({
	resource: 'company',
	operation: 'get',
	companyId: { __rl: true, mode: 'id', value },
});

let simulator: Simulator;
let id: string;

beforeAll(async () => {
	hurry();
	simulator = await simulate({ companies: 3 });
	id = simulator.companies.list()[0].companyResourceId;
});

beforeEach(() => {
	simulator.faults.clear();
	simulator.statistics.reset();
});

const answer = (data: unknown, times: number) =>
	simulator.faults.add({
		kind: 'status',
		status: 200,
		route: 'details',
		times,
		body: { data, status: 'SUCCESS', message: '', validationMessages: [] },
	});

test.each([{}, { name: 'Acme' }, { resourceId: '' }])(
	'%j is no company: asked again',
	async (data) => {
		answer(data, 2);
		const { json } = await runWell(credentialOf(simulator), get(id));
		expect(json[0].companyId).toBe(id);
		expect(simulator.statistics.requests.details).toBe(3);
	},
);

test('told where it stays so', async () => {
	answer({}, Infinity);
	const { error, items } = await run(credentialOf(simulator), get(id));
	expect(error).toMatchObject({ name: 'NodeApiError' });
	expect(items.flat()).toEqual([]);
});
