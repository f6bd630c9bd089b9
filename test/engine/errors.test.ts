import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule, Simulator } from '../simulator';
import { createCredential } from './harness';
import { credentialOf, endSilence, hurry, run, simulate } from './support';
import type { Credential } from './support';

const SETTINGS = 'Company → Company Settings → REST API';
const TRIED = 'The node tried 7 times over 1 s.';
const LATER = 'Try again later. If it keeps happening, contact Keepnet support.';

interface ErrorCase {
	what: string;
	/** What goes wrong on every request. */
	fault?: Omit<FaultRule, 'times'> & { kind: FaultRule['kind'] };
	credential?: (simulator: Simulator) => Credential;
	parameters?: INodeParameters;
	message: string;
	description: string;
	/** How often the list is requested. */
	searches?: number;
	/** How often later input items are tried if nobody answered the first. */
	triesLater?: number;
}

const byId = (value: string): INodeParameters => ({
	operation: 'get',
	companyId: { __rl: true, mode: 'id', value },
});

const status = (code: number) => ({ kind: 'status', status: code }) as ErrorCase['fault'];

/** The table at the end of the contract, word for word. */
const CASES: ErrorCase[] = [
	{
		what: '400',
		fault: {
			kind: 'failedEnvelope',
			status: 'INPUT_ERROR',
			httpStatus: 400,
			message: 'The request is not valid.',
			validationMessages: ['The filter is odd.'],
		} as ErrorCase['fault'],
		message: 'Keepnet does not accept this request',
		description:
			'Check the filters and conditions of the node. Keepnet says: "The request is not valid. / The filter is odd."',
	},
	{
		what: '400 about one parameter',
		fault: {
			kind: 'failedEnvelope',
			status: 'INPUT_ERROR',
			httpStatus: 400,
			message: 'The request is not valid.',
			validationMessages: ["'pageSize' is odd."],
		} as ErrorCase['fault'],
		message: "Keepnet does not accept the value of 'Page Size'",
		description:
			'Change it in the node, or leave it out. Keepnet says: "The request is not valid. / \'pageSize\' is odd."',
	},
	{
		what: '400 about a field of the API whose name has that of a parameter in it',
		fault: {
			kind: 'failedEnvelope',
			status: 'INPUT_ERROR',
			httpStatus: 400,
			message: 'IsTargetUserCountExceededLimit must be a boolean.',
		} as ErrorCase['fault'],
		message: 'Keepnet does not accept this request',
		description:
			'Check the filters and conditions of the node. Keepnet says: "IsTargetUserCountExceededLimit must be a boolean."',
	},
	{
		what: '401 with every token',
		fault: { kind: 'expireToken' },
		message: 'Keepnet does not accept the Client ID or the Client Secret',
		description: `Open the credential and enter both again, as shown in Keepnet under ${SETTINGS}. Keepnet shows a secret only once: if it is lost, create a new client. Keepnet says: "The token is missing, invalid or expired."`,
		searches: 3,
	},
	{
		what: 'a wrong secret',
		credential: ({ url, clients: { reseller } }) =>
			createCredential({ baseUrl: url, clientId: reseller.clientId, clientSecret: 'wrong' }),
		message: 'Keepnet does not accept the Client ID or the Client Secret',
		description: `Open the credential and enter both again, as shown in Keepnet under ${SETTINGS}. Keepnet shows a secret only once: if it is lost, create a new client.`,
		searches: 0,
	},
	{
		what: 'a client that is not a Reseller',
		credential: (simulator) => credentialOf(simulator, 'companyAdmin'),
		message: 'The client of this credential is not a Reseller',
		description: `In Keepnet, open ${SETTINGS} and set Client Role to Reseller. Keepnet says: "The client role is 'Company Admin', not Reseller."`,
		searches: 1,
	},
	{
		what: 'a blocked address',
		credential: (simulator) => credentialOf(simulator, 'blocked'),
		message: "Keepnet does not accept requests from this n8n's IP address",
		description: `In Keepnet, open ${SETTINGS} and allow the IP address of your n8n, or remove the IP restriction of the client. Keepnet says: "Your IP address is not allowed to use this client."`,
		searches: 1,
	},
	{
		what: 'an unknown company',
		parameters: byId('nobody'),
		message: 'There is no company with this ID',
		description:
			'Choose the company from the list, or check the value of \'Company\'. Keepnet says: "There is no such company."',
	},
	{
		what: 'a path that is not there',
		fault: { kind: 'html', status: 404 } as ErrorCase['fault'],
		message: 'The Keepnet API was not found at the Base URL',
		description:
			'Check the Base URL of the credential (URL): it is the address of the API, e.g. https://api.keepnetlabs.com.',
		searches: 1,
	},
	{
		what: '500',
		fault: { ...status(500), body: '' } as ErrorCase['fault'],
		message: 'Keepnet is not working properly at the moment',
		description: `${TRIED} ${LATER} Keepnet answered with HTTP 500.`,
		searches: 7,
	},
	{
		what: 'a gateway that answers with a web page',
		fault: { kind: 'html' },
		message: 'Keepnet is not working properly at the moment',
		description: `${TRIED} ${LATER} Keepnet answered with HTTP 502.`,
		searches: 7,
	},
	{
		what: 'a failure told in a 200',
		credential: (simulator) => credentialOf(simulator, 'failing'),
		message: 'Keepnet could not complete the request (FAILED)',
		description: `${TRIED} ${LATER} Keepnet says: "The operation could not be completed. / The company is being moved to another region."`,
		searches: 7,
	},
	{
		what: 'a web page in place of data',
		fault: { kind: 'html', status: 200 } as ErrorCase['fault'],
		message: 'Keepnet sent an unexpected answer',
		description: `${TRIED} What is wrong: the answer is not JSON. Check that the Base URL of the credential is the address of the API and not of the website; otherwise try again later.`,
		searches: 7,
	},
	{
		what: 'a connection that breaks',
		fault: { kind: 'reset' },
		message: 'Keepnet could not be reached',
		description: `${TRIED} Check the Base URL of the credential (URL) and that n8n can reach it (ECONNRESET).`,
		searches: 7,
		triesLater: 2,
	},
	{
		what: 'a server that does not answer',
		fault: { kind: 'hang' },
		message: 'Keepnet did not answer in time',
		description:
			"The node tried 2 times, and the last time no answer came within 1 s. Try again later, or lower 'Page Size' where the operation has it.",
		searches: 2,
		triesLater: 1,
	},
	{
		what: 'a server that moved',
		fault: {
			kind: 'status',
			status: 301,
			body: '',
			headers: { location: 'https://elsewhere.example' },
		} as ErrorCase['fault'],
		message: 'The Base URL of the credential does not point to the Keepnet API',
		description:
			'Check the Base URL (URL): it is the address of the API, e.g. https://api.keepnetlabs.com.',
		searches: 1,
	},
];

describe('What the user reads', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await simulate({ companies: 30 });
	});

	beforeEach(() => {
		hurry();
		simulator.faults.clear();
		simulator.statistics.reset();
	});

	function prepare({ fault, credential }: ErrorCase): Credential {
		if (fault) simulator.faults.add({ ...fault, times: Infinity } as FaultRule);
		if (fault?.kind === 'hang') endSilence();
		return credential?.(simulator) ?? credentialOf(simulator);
	}

	const said = ({ description }: ErrorCase) => description.replace('URL)', `${simulator.url})`);

	it.each(CASES)('$what: stops with a sentence and what to do', async (errorCase) => {
		const credential = prepare(errorCase);
		const { status: ending, error } = await run(credential, errorCase.parameters ?? {});
		expect(ending).toBe('error');
		expect(error).toMatchObject({
			message: errorCase.message,
			description: said(errorCase),
			context: { itemIndex: 0 },
		});
		if (errorCase.searches !== undefined) {
			expect(simulator.statistics.requests.search ?? 0).toBe(errorCase.searches);
		}
	});

	const later = (text: string, { triesLater }: ErrorCase) =>
		triesLater === 1
			? text.replace(/tried .*? last time/, 'tried once, and')
			: text.replace(/(?<=tried )\d+/, (tries) => String(triesLater ?? tries));

	it.each(CASES)(
		'$what: gives an item for each input under continue on fail',
		async (errorCase) => {
			const credential = prepare(errorCase);
			const { status: ending, items } = await run(credential, errorCase.parameters ?? {}, {
				items: [{ row: 1 }, { row: 2 }],
				node: { continueOnFail: 'continueRegularOutput' },
			});
			expect(ending).toBe('success');
			const text = `${errorCase.message}. ${said(errorCase)}`;
			expect(items[0]).toEqual([
				{ json: { error: text }, pairedItem: { item: 0 } },
				{ json: { error: later(text, errorCase) }, pairedItem: { item: 1 } },
			]);
		},
	);

	it('sends what failed to the error output, and what succeeded to the other', async () => {
		const [company] = simulator.companies.all();
		const { items } = await run(credentialOf(simulator), byId('={{ $json.id }}'), {
			items: [{ id: 'nobody' }, { id: company.id }],
			node: { continueOnFail: 'continueErrorOutput' },
		});
		expect(items[0].map(({ json }) => json.companyId)).toEqual([company.id]);
		expect(items[0][0].pairedItem).toEqual({ item: 1 });
		expect(items[1]).toHaveLength(1);
		expect(items[1][0].json.error).toContain('There is no company with this ID');
	});

	it('never reveals a secret or a token', async () => {
		const { clientSecret } = simulator.clients.reseller;
		simulator.faults.add({
			kind: 'failedEnvelope',
			status: 'INPUT_ERROR',
			httpStatus: 400,
			message: `client_secret=${clientSecret} Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln`,
			times: Infinity,
		});
		const { stored, error } = await run(credentialOf(simulator), {});
		expect(error?.description).toContain('client_secret=*** ***');
		expect(stored).not.toContain(clientSecret);
		expect(stored).not.toMatch(/eyJ[\w-]+\./);
	});
});
