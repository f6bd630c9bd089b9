import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { credentialOf, run, runWell, simulate, type Credential } from './support';
import { jsonOf, quietRow, scene, told } from './triggerSupport';

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 60 });
	credential = credentialOf(simulator);
});

const operation = (name: string, more: INodeParameters): INodeParameters => ({
	resource: 'company',
	operation: name,
	...more,
});

const lastBody = () => simulator.requests.at(-1)?.body;

test.each([
	['={{ "true" }}', 60],
	['={{ " TRUE " }}', 60],
	['={{ true }}', 60],
	['={{ "false" }}', 5],
	['={{ "False" }}', 5],
	['={{ null }}', 5],
])('Return All of Search: %s', async (returnAll, expected) => {
	const { json } = await runWell(credential, operation('search', { returnAll, limit: 5 }));
	expect(json).toHaveLength(expected);
});

test.each([
	['={{ "true" }}', true],
	['={{ "false" }}', false],
])('Return All and Group by Reseller of Export: %s', async (value, expected) => {
	await runWell(credential, operation('export', { returnAll: value, groupByReseller: value }));
	expect(lastBody()).toMatchObject({ reportAllPages: expected, isClustered: expected });
});

test.each([
	['search', 'Return All', { returnAll: '={{ 1 }}' }, '1'],
	['search', 'Return All', { returnAll: '={{ "yes" }}' }, '"yes"'],
	['export', 'Return All', { returnAll: '={{ 0 }}' }, '0'],
	['export', 'Group by Reseller', { groupByReseller: '={{ [true] }}' }, '[true]'],
])('%s: %s that is neither, %j', async (name, label, parameters, value) => {
	const { error } = await run(credential, operation(name, parameters));
	expect(error).toMatchObject({
		message: `'${label}' must be true or false`,
		description: `The value is ${value}. Make the expression return true or false.`,
	});
});

describe('the trigger', () => {
	const rows = [quietRow('over', { targetUserCount: 101 })];

	test('tells what is there already', async () => {
		const { poller } = await scene(rows, { emitExisting: '={{ "true" }}' });
		expect(told(await poller.activate())).toContain('limitExceeded over');
	});

	test.each([
		['={{ "false" }}', null],
		['={{ "true" }}', []],
	])('stores what is no event: %s', async (trackAcrossRestarts, expected) => {
		const { poller, simulator: own } = await scene(rows, { options: { trackAcrossRestarts } });
		await poller.activate();
		own.companies.update('over', { targetUserCount: 50 });
		const polled = await poller.poll();
		expect(polled && jsonOf(polled)).toEqual(expected);
	});

	test('does not guess', async () => {
		const { poller } = await scene(rows, { emitExisting: '={{ "on" }}' });
		await expect(poller.activate()).rejects.toThrow("'Emit Existing' must be true or false");
	});
});
