import type { INodeParameters } from 'n8n-workflow';

import type { Simulator } from '../simulator';
import { credentialOf, hurry, run, simulate } from './support';

const PDF = { operation: 'export', fileFormat: 'pdf' };
const DOWN = 'Keepnet is not working properly at the moment';

describe('A format in which Keepnet does not export', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		hurry();
		simulator = await simulate({ companies: 50 });
	});

	const failure = async (parameters: INodeParameters) =>
		(await run(credentialOf(simulator), parameters)).error;

	/** The files that were asked for, in order. */
	const asked = () =>
		simulator.requests
			.filter(({ path }) => path.endsWith('/export'))
			.map(({ body }) => body as { exportType: string; reportAllPages: boolean })
			.map(({ exportType, reportAllPages }) => (reportAllPages ? exportType : `${exportType} row`));

	const fail = (times: number, status = 500, after = 0) =>
		simulator.faults.add({ kind: 'status', status, route: 'export', times, after });

	const NOT_PDF = {
		message: 'Keepnet cannot export as PDF',
		description: "Choose CSV or Excel in 'File Format'.",
	};

	it.each([
		[400, ['PDF', 'PDF row', 'CSV row']],
		[500, ['PDF', 'PDF', 'PDF row', 'PDF row', 'CSV row']],
	] as const)('is found by asking for one row: %i', async (status, requests) => {
		simulator.behaviour.exportTypesRefused = { PDF: status };
		expect(await failure(PDF)).toMatchObject(NOT_PDF);
		expect(asked()).toEqual(requests);
	});

	it.each([400, 500] as const)('may be Excel: %i', async (status) => {
		simulator.behaviour.exportTypesRefused = { Excel: status };
		expect(await failure({ ...PDF, fileFormat: 'excel' })).toMatchObject({
			message: 'Keepnet cannot export as Excel',
			description: "Choose CSV or PDF in 'File Format'.",
		});
	});

	it.each<[string, INodeParameters]>([
		['of a segment', { segment: 'overLimit' }],
		['with an unchecked filter', { filters: { usersMin: 5 }, options: { filterMode: 'api' } }],
		['of one page', { returnAll: false, pageNumber: 2, pageSize: 20 }],
		['without a company', { filters: { companyName: 'nobody' } }],
	])('is told from filters and orders: a file %s', async (_what, parameters) => {
		simulator.behaviour.exportTypesRefused = { PDF: 500 };
		expect(await failure({ ...PDF, ...parameters })).toMatchObject(NOT_PDF);
	});

	it.each(['orderByRefused', 'orderByFailing'] as const)(
		'is told where the order is refused as well: %s',
		async (how) => {
			simulator.behaviour.exportTypesRefused = { PDF: 500 };
			simulator.behaviour[how] = ['LicenseEndDate'];
			const sort = { orderBy: 'LicenseEndDate' };
			expect(await failure({ ...PDF, sort })).toMatchObject(NOT_PDF);
		},
	);

	it('is not to blame for an order that Keepnet refuses', async () => {
		simulator.behaviour.orderByFailing = ['CompanyName'];
		const error = await failure({ ...PDF, sort: { orderBy: 'CompanyName' } });
		expect(error?.message).toBe("Keepnet cannot sort a file by 'Company Name'");
	});

	it('is not to blame where one row works: the file is asked for as often as usual', async () => {
		fail(2);
		expect(await failure(PDF)).toBeUndefined();
		expect(asked()).toEqual(['PDF', 'PDF', 'PDF row', 'PDF']);
		fail(2);
		fail(Infinity, 500, 1);
		expect(await failure(PDF)).toMatchObject({
			message: DOWN,
			description: expect.stringContaining('The node tried 7 times'),
		});
	});

	it('is not to blame where one row works: what Keepnet says of the whole file is told', async () => {
		fail(1, 400);
		expect((await failure(PDF))?.message).toBe('Keepnet does not accept this request');
	});

	it('is not to blame for a server that is down', async () => {
		fail(Infinity);
		expect((await failure(PDF))?.message).toBe(DOWN);
		simulator.faults.clear();
		simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
		expect((await failure(PDF))?.message).toBe(DOWN);
	});
});
