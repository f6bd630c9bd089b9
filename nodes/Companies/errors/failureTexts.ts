import type { ApiError, ErrorDetails, ErrorKind } from './apiError';
import { LIMITS } from '../limits';
import { CONDITION_FIELDS } from '../filter/fields';

/** What the user reads: what is wrong, then what to do. */
export interface ErrorTexts {
	message: string;
	description: string;
}

/** What was asked for: the list of companies (also as a file), one company, or a lookup. */
export type Subject = 'companies' | 'company' | 'lookup';

const SETTINGS = 'Company → Company Settings → REST API';

const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`;

/** The parameters of the node behind the fields of the request, apart from those that are compared in conditions. */
const PARAMETERS: Readonly<Record<string, string>> = {
	pageSize: 'Page Size',
	pageNumber: 'Page Number',
	orderBy: 'Sort',
	exportType: 'File Format',
};

/** The parameters that the server's words are about, by the names that the API has for them. */
function parametersIn(words: string[]): string[] {
	const said = words.join(' ').toLowerCase();
	const fields = Object.entries(CONDITION_FIELDS).map(([name, { displayName }]) => [
		name,
		displayName,
	]);
	return [...fields, ...Object.entries(PARAMETERS)]
		.filter(([name]) => said.includes(name.toLowerCase()))
		.map(([, displayName]) => `'${displayName}'`);
}

const inBrackets = (text: string | undefined) => (text ? ` (${text})` : '');

const statusLine = (httpCode: number | undefined) =>
	inBrackets(httpCode ? `HTTP ${httpCode}` : undefined);

function afterTries({ attempts = 1, waitedMs = 0 }: ErrorDetails): string {
	return attempts > 1 ? `The node tried ${attempts} times over ${seconds(waitedMs)}.` : '';
}

function afterSilence({ attempts = 1, reason = 'no answer came' }: ErrorDetails): string {
	const tries = attempts === 1 ? 'once, and' : `${attempts} times, and the last time`;
	return `The node tried ${tries} ${reason}.`;
}

/** What is closed to a client whose role does not allow it. */
const ROLE: Readonly<Record<Subject, ErrorTexts>> = {
	companies: {
		message: 'The client of this credential is not a Reseller',
		description: `In Keepnet, open ${SETTINGS} and set Client Role to Reseller.`,
	},
	company: {
		message: 'You do not have access to this company',
		description: `It is not one of the companies you manage, or the client is not a Reseller. Choose the company from the list, and in Keepnet under ${SETTINGS} set Client Role to Reseller.`,
	},
	lookup: {
		message: 'This client may not read this list',
		description:
			'Enter names or IDs by expression instead, or ask Keepnet support to let this client read the list.',
	},
};

const TEXTS: Readonly<Record<ErrorKind, (details: ErrorDetails, subject: Subject) => ErrorTexts>> =
	{
		badRequest: ({ words = [] }) => {
			const parameters = parametersIn(words);
			return parameters.length > 0
				? {
						message: `Keepnet does not accept the value of ${parameters.join(' and ')}`,
						description: 'Change it in the node, or leave it out.',
					}
				: {
						message: 'Keepnet does not accept this request',
						description: 'Check the filters and conditions of the node.',
					};
		},
		credentials: () => ({
			message: 'Keepnet does not accept the Client ID or the Client Secret',
			description: `Open the credential and enter both again, as shown in Keepnet under ${SETTINGS}. Keepnet shows a secret only once: if it is lost, create a new client.`,
		}),
		role: (_details, subject) => ROLE[subject],
		ipRestricted: () => ({
			message: "Keepnet does not accept requests from this n8n's IP address",
			description: `In Keepnet, open ${SETTINGS} and allow the IP address of your n8n, or remove the IP restriction of the client.`,
		}),
		notFound: ({ baseUrl }, subject) =>
			subject === 'company'
				? {
						message: 'There is no company with this ID',
						description: "Choose the company from the list, or check the value of 'Company'.",
					}
				: {
						message: 'The Keepnet API was not found at the Base URL',
						description: `Check the Base URL of the credential (${baseUrl}): it is the address of the API, e.g. https://api.keepnetlabs.com.`,
					},
		rateLimit: (details) => ({
			message: 'Keepnet limits how many requests it accepts, and the limit was not lifted in time',
			description: `${afterTries(details)} Run the workflow less often or at another time, or lower 'Concurrency' where the operation has it.`,
		}),
		server: (details) => ({
			message: 'Keepnet is not working properly at the moment',
			description: `${afterTries(details)} Try again later. If it keeps happening, contact Keepnet support.${
				details.httpCode ? ` Keepnet answered with HTTP ${details.httpCode}.` : ''
			}`,
		}),
		refused: (details) => ({
			message: `Keepnet did not carry out the request${inBrackets(details.status)}`,
			description: `${afterTries(details)} Try again later. If it keeps happening, contact Keepnet support.`,
		}),
		unusable: (details) => ({
			message: 'Keepnet gave an answer that cannot be used',
			description: `${afterTries(details)} What is wrong: ${details.reason ?? 'unknown'}. Check that the Base URL of the credential is the address of the API and not of the website; otherwise try again later.`,
		}),
		tooLarge: () => ({
			message: 'Keepnet sent more than n8n can hold',
			description: `One answer was larger than ${LIMITS.maxAnswerBytes / 1024 / 1024} MB. Lower 'Page Size' where the operation has it, and check that the Base URL of the credential is the address of the API.`,
		}),
		unreachable: (details) => ({
			message: 'Keepnet could not be reached',
			description: `${afterTries(details)} Check the Base URL of the credential (${details.baseUrl}) and that your n8n may connect to it.${
				details.reason ? ` The network says ${details.reason}.` : ''
			}`,
		}),
		timeout: (details, subject) => ({
			message: 'Keepnet did not answer in time',
			description: `${afterSilence(details)} Try again later${
				subject === 'company' ? '' : ", or lower 'Page Size' where the operation has it"
			}.`,
		}),
		overtime: () => ({
			message: 'The list of companies could not be read in the time that n8n allows',
			description:
				"Raise 'Page Size' or 'Concurrency' in the options, so that the list is read faster. What has happened meanwhile is reported by the next poll that ends in time.",
		}),
		certificate: ({ baseUrl, ignoreSslIssues }) => ({
			message: 'The certificate of the Keepnet server is not trusted',
			description: ignoreSslIssues
				? "'Ignore SSL Issues' is on in the credential, but n8n 1.x cannot ignore certificates through a proxy. Update n8n to version 2, or let n8n trust the certificate with NODE_EXTRA_CA_CERTS."
				: `If ${baseUrl} is your own on-premise installation, turn on 'Ignore SSL Issues' in the credential. Otherwise do not continue and ask your administrator.`,
		}),
		baseUrl: ({ baseUrl }) => ({
			message: 'The Base URL of the credential does not lead to the Keepnet API',
			description: `Check the Base URL (${baseUrl}): it is the address of the API, e.g. https://api.keepnetlabs.com.`,
		}),
		intermediary: ({ httpCode, baseUrl }) => ({
			message: `Something between n8n and Keepnet refused the request${statusLine(httpCode)}`,
			description: `It may be a proxy, a firewall or a web server: ask your network administrator. Or the Base URL of the credential (${baseUrl}) is wrong, e.g. http where it has to be https.`,
		}),
		blocked: ({ baseUrl }) => ({
			message: 'This n8n may not connect to the address of Keepnet',
			description: `n8n blocks connections to ${baseUrl}. An administrator of n8n can allow the address with the environment variables N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES. If Keepnet is not in your own network, check the Base URL of the credential.`,
		}),
		emptyBaseUrl: () => ({
			message: 'The Base URL of the credential is empty',
			description:
				'Open the credential and enter the address of the Keepnet API, e.g. https://api.keepnetlabs.com.',
		}),
		invalidBaseUrl: () => ({
			message: 'The Base URL of the credential is not a web address',
			description:
				'Open the credential and enter the address of the Keepnet API without a user name or password, e.g. https://api.keepnetlabs.com.',
		}),
		incomplete: ({ reason }) => ({
			message: 'The list of companies kept changing while it was read',
			description: `${reason} Run the workflow at a quieter time, or set 'On Incomplete' to return the companies with a warning.`,
		}),
		storage: ({ reason }) => ({
			message: 'The file could not be stored in n8n',
			description: `Check that n8n has room for binary data. n8n says: ${reason}`,
		}),
		cancelled: () => ({
			message: 'The execution was stopped',
			description: 'Nothing was returned.',
		}),
	};

/**
 * Puts a failure into words: the table at the end of the contract. The server's own words come last in the description
 * and never in the first line, where n8n would replace a line that contains a network code.
 */
export function failureTexts(failure: ApiError, subject: Subject): ErrorTexts {
	const { message, description } = TEXTS[failure.kind](failure.details, subject);
	const words = failure.details.words ?? [];
	const quoted = words.length > 0 ? ` Keepnet says: "${words.join(' / ')}"` : '';
	return { message, description: `${description}${quoted}`.trim() };
}
