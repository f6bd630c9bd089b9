import { Socket } from 'node:net';

import { createCredential, createPoller, loadOptions, testCredential } from './harness';
import { credentialOf, hurry, run, simulate } from './support';

const credentialWith = (baseUrl: string) =>
	createCredential({ baseUrl, clientId: 'client', clientSecret: 'secret' });

const EMPTY = {
	message: 'The Base URL of the credential is empty',
	description:
		'Open the credential and enter the address of the Keepnet API, e.g. https://api.keepnetlabs.com.',
};

const NO_ADDRESS = {
	message: 'The Base URL of the credential is not a web address',
	description:
		'Open the credential and enter the address of the Keepnet API without a user name or password, e.g. https://api.keepnetlabs.com.',
};

describe('A Base URL that is no address', () => {
	let connect: jest.SpyInstance;

	beforeEach(() => {
		hurry();
		connect = jest.spyOn(Socket.prototype, 'connect');
	});

	afterEach(() => {
		expect(connect).not.toHaveBeenCalled();
		connect.mockRestore();
	});

	it.each([
		['', EMPTY],
		[' \n ', EMPTY],
		['/api', NO_ADDRESS],
		['https://', NO_ADDRESS],
		['https//api.keepnetlabs.com', NO_ADDRESS],
		['ftp://api.keepnetlabs.com', NO_ADDRESS],
		['https://user:p/w@api.keepnetlabs.com', NO_ADDRESS],
		['https://user:p%2Fw%40api.keepnetlabs.com', NO_ADDRESS],
	])('is told before anything is sent: %j', async (baseUrl, texts) => {
		const { error, stored } = await run(credentialWith(baseUrl), {});
		expect(error).toMatchObject(texts);
		expect(stored).not.toMatch(/user:p|%40/);
	});

	it('is told in a list of the editor and in a poll', async () => {
		const credential = credentialWith('');
		await expect(loadOptions('getIndustries', { credential })).rejects.toMatchObject(EMPTY);
		const poller = await createPoller({ credential });
		await expect(poller.activate()).rejects.toMatchObject(EMPTY);
	});

	it.each(['', '/', 'https://', 'connect/token', 'https://https://api.keepnetlabs.com'])(
		'lets the test of the credential send nothing: %j',
		async (baseUrl) => {
			const credential = credentialWith(baseUrl === 'connect/token' ? `/${baseUrl}` : baseUrl);
			const { status, message } = await testCredential({ credential });
			expect(status).toBe('Error');
			expect(message).toContain('base-url-is-empty-or-not-valid');
		},
	);
});

it('works with a user name and password in the Base URL, and shows and sends neither', async () => {
	hurry();
	const simulator = await simulate({ companies: 3 });
	const { host } = new URL(simulator.url);
	const credential = credentialOf(simulator);
	await credential.updateData({ baseUrl: `http://user:p%40ss%2Fword@${host}/api` });
	expect((await testCredential({ credential })).status).toBe('OK');
	expect((await run(credential, {})).json).toHaveLength(3);

	simulator.faults.add({ kind: 'html', status: 404, times: Infinity });
	const { error, stored } = await run(credential, {});
	expect(error?.description).toContain(`(http://${host})`);
	expect(stored).not.toMatch(/user:|p%40ss|p@ss/);
});
