import { listSearch } from './harness';
import { credentialOf, simulate } from './support';

const CAP = 50;
const COUNT = 251;

/** The list of a server that gives small pages and says of them that they are as large as was asked for. */
const page = (pageNumber: number) => ({
	data: {
		pageNumber,
		pageSize: 100,
		totalNumberOfPages: 3,
		totalNumberOfRecords: COUNT,
		limitExceededCompanyCount: 0,
		results: Array.from({ length: COUNT }, (_, number) => ({
			companyResourceId: `id-${number}`,
			companyName: `Company ${number}`,
		})).slice((pageNumber - 1) * CAP, pageNumber * CAP),
	},
	status: 'SUCCESS',
	message: '',
	validationMessages: [],
});

test('the list of companies has all of them where the server hides that its pages are smaller', async () => {
	const simulator = await simulate({ rows: [] });
	for (let pageNumber = 1; pageNumber <= 7; pageNumber++) {
		const body = page(pageNumber);
		simulator.faults.add({
			kind: 'status',
			status: 200,
			route: 'search',
			pageNumber,
			times: Infinity,
			body,
		});
	}
	const credential = credentialOf(simulator);
	const found: unknown[] = [];
	let paginationToken: string | undefined;
	do {
		const answer = await listSearch('searchCompanies', { credential, paginationToken });
		found.push(...answer.results.map(({ value }) => value));
		({ paginationToken } = answer);
	} while (paginationToken !== undefined);
	expect(found).toEqual(Array.from({ length: COUNT }, (_, number) => `id-${number}`));
	const asked = simulator.requests.filter(({ route }) => route === 'search');
	expect(asked.map(({ body }) => body)).toMatchObject([
		{ pageNumber: 1, pageSize: 100 },
		...[2, 3, 4, 5, 6].map((pageNumber) => ({ pageNumber, pageSize: CAP })),
	]);
});
