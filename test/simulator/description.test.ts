import { OpenAPIBackend } from 'openapi-backend';
import { descriptionFile } from './description/document';
import { responseProblems, startSimulator } from './index';
import { connect, search } from './testing/client';

test('the description is valid OpenAPI, and all of it compiles', async () => {
	const api = new OpenAPIBackend({ definition: descriptionFile, strict: true });
	await expect(api.init()).resolves.toBeDefined();
});

test('answers can be validated against it', async () => {
	const simulator = await startSimulator({ companies: 30 });
	const { data } = await search(await connect(simulator));
	await simulator.close();
	expect(await responseProblems('searchCompanies', data)).toEqual([]);
	Object.assign(data.data.results[2], { targetUserCount: '7' });
	expect(await responseProblems('searchCompanies', data)).toEqual([
		'data/results/2/targetUserCount must be integer',
	]);
});
