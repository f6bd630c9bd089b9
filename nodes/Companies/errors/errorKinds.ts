import { LIMITS } from '../limits';

/** What the user reads: what happened, then what to do. */
export interface ErrorTexts {
	message: string;
	description: string;
}

/** What was asked for: the list of companies (also as a file), one company, or a lookup. */
export type Subject = 'companies' | 'company' | 'lookup';

export interface ErrorDetails {
	/** The status line, where there was an answer. */
	httpCode?: number;
	/** The envelope's status, e.g. `FAILED`; fits into a first line. */
	status?: string;
	/** The server's own words; together no longer than a few sentences. */
	words?: string[];
	/** The parameters of the node that these words are about, as the editor shows them. */
	parameters?: string[];
	/** How often the call was tried in all. */
	attempts?: number;
	/** The total wait between the attempts, in milliseconds. */
	waitedMs?: number;
	/** How long the server asks to wait, in milliseconds. */
	retryAfterMs?: number;
	/** What the network or the reader of the answer says, e.g. `ECONNRESET`. */
	reason?: string;
	/** Of the credential, as it is used. */
	baseUrl?: string;
	/** Whether it was the request for a token that failed. */
	isOfToken?: boolean;
	/** Whether a web page came, which the API does not have. */
	isPage?: boolean;
	/** Whether the credential ignores certificates. */
	ignoreSslIssues?: boolean;
	/** What the call was about, where the operation as a whole is about something else. */
	subject?: Subject;
}

type Text = string | ((details: ErrorDetails, subject: Subject) => string);

interface KindOfError {
	/**
	 * What n8n 2.x is told, so that it waits as long as it should before the next poll; without it, a transient error is
	 * `temporarily-unavailable`.
	 */
	cause?:
		| 'rate-limited'
		| 'credential-invalid'
		| 'configuration-invalid'
		| 'temporarily-unavailable';
	/** Whether the same call may succeed later, without a change by the user. */
	isTransient?: boolean;
	/** Whether the server cannot be reached. */
	isOutage?: boolean;
	message: Text;
	/** The server's own words are added to it. */
	description: Text;
}

const SETTINGS = 'Company → Company Settings → REST API';
const EXAMPLE = 'e.g. https://api.keepnetlabs.com';
const LATER = 'Try again later. If it keeps happening, contact Keepnet support.';

/** What to add about a Base URL that does not work: the dashboard of an installation is at another address than its API. */
function ifDashboard({ baseUrl = '' }: ErrorDetails): string {
	const [, host] = /^https?:\/\/(dash(?:board)?\.)/i.exec(baseUrl) ?? [];
	if (host === undefined) return '';
	return ` The Base URL looks like the address of the dashboard. The API has its own address, often with api. in place of ${host.toLowerCase()}`;
}

const inBrackets = (text: string | undefined) => (text ? ` (${text})` : '');

const withStatus = ({ httpCode }: ErrorDetails) =>
	httpCode ? ` Keepnet answered with HTTP ${httpCode}.` : '';

const seconds = (ms: number) => `${Math.max(1, Math.round(ms / 1000))} s`;

const afterAttempts = ({ attempts = 1, waitedMs = 0 }: ErrorDetails) =>
	attempts > 1 ? `The node tried ${attempts} times over ${seconds(waitedMs)}.` : '';

function afterTimeouts({ attempts = 1, reason = 'no answer came' }: ErrorDetails): string {
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

const ASK_COMPANY = 'Ask the company to allow access in its account privacy in Keepnet.';

/** Lets TypeScript read the kinds off the table. */
const table = <Kind extends string>(kinds: Readonly<Record<Kind, KindOfError>>) => kinds;

/** Everything that depends on the kind of an error: the table at the end of the contract. */
export const ERROR_KINDS = table({
	badRequest: {
		cause: 'configuration-invalid',
		message: ({ parameters = [] }) =>
			parameters.length > 0
				? `Keepnet does not accept the value of ${parameters.join(' and ')}`
				: 'Keepnet does not accept this request',
		description: ({ parameters = [] }) =>
			parameters.length > 0
				? 'Change it in the node, or leave it out.'
				: 'Check the filters and conditions of the node.',
	},
	credentials: {
		cause: 'credential-invalid',
		message: 'Keepnet does not accept the Client ID or the Client Secret',
		description: `Open the credential and enter both again, as shown in Keepnet under ${SETTINGS}. Keepnet shows a secret only once: if it is lost, create a new client.`,
	},
	role: {
		cause: 'credential-invalid',
		message: (_details, subject) => ROLE[subject].message,
		description: (_details, subject) => ROLE[subject].description,
	},
	privacy: {
		cause: 'configuration-invalid',
		message: (_details, subject) =>
			subject === 'company'
				? 'The account privacy of this company denies access'
				: 'The account privacy of a company denies access',
		description: (_details, subject) =>
			subject === 'company'
				? `${ASK_COMPANY} Search still returns the company as the list shows it.`
				: ASK_COMPANY,
	},
	ipRestricted: {
		cause: 'credential-invalid',
		message: "Keepnet does not accept requests from this n8n's IP address",
		description: `In Keepnet, open ${SETTINGS} and allow the IP address of your n8n, or remove the IP restriction of the client.`,
	},
	notFound: {
		message: (_details, subject) =>
			subject === 'company'
				? 'There is no company with this ID'
				: 'The Keepnet API was not found at the Base URL',
		description: (details, subject) =>
			subject === 'company'
				? "Choose the company from the list, or check the value of 'Company'."
				: `Check the Base URL of the credential (${details.baseUrl}): it is the address of the API, ${EXAMPLE}.${ifDashboard(details)}`,
	},
	rateLimit: {
		cause: 'rate-limited',
		isTransient: true,
		message: "Keepnet's rate limit did not clear in time",
		description: (details) =>
			`${afterAttempts(details)} Run the workflow less often or at another time, or lower 'Concurrency' where the operation has it.`,
	},
	server: {
		isTransient: true,
		message: 'Keepnet is not working properly at the moment',
		description: (details) => `${afterAttempts(details)} ${LATER}${withStatus(details)}`,
	},
	unanswered: {
		cause: 'configuration-invalid',
		message: 'Keepnet does not answer with these filters or this order',
		description: (details) =>
			`${afterAttempts(details)} Without them, Keepnet answers. Change or remove the filters and conditions, choose another order in 'Sort', or set 'Filter Mode' to Automatic, so that the node filters where Keepnet cannot.${withStatus(details)}`,
	},
	refused: {
		isTransient: true,
		message: (details) => `Keepnet could not complete the request${inBrackets(details.status)}`,
		description: (details) => `${afterAttempts(details)} ${LATER}`,
	},
	unusable: {
		isTransient: true,
		message: 'Keepnet sent an unexpected answer',
		description: (details) =>
			`${afterAttempts(details)} What is wrong: ${details.reason ?? 'unknown'}. Check that the Base URL of the credential is the address of the API and not of the website; otherwise try again later.${ifDashboard(details)}`,
	},
	tooLarge: {
		cause: 'configuration-invalid',
		message: 'Keepnet sent more than n8n can hold',
		description: () =>
			`One answer was larger than ${LIMITS.maxAnswerBytes / 1024 / 1024} MB. Lower 'Page Size' where the operation has it, and check that the Base URL of the credential is the address of the API.`,
	},
	unreachable: {
		isTransient: true,
		isOutage: true,
		message: 'Keepnet could not be reached',
		description: (details) =>
			`${afterAttempts(details)} Check the Base URL of the credential (${details.baseUrl}) and that n8n can reach it${inBrackets(details.reason)}.`,
	},
	timeout: {
		isTransient: true,
		isOutage: true,
		message: 'Keepnet did not answer in time',
		description: (details, subject) =>
			`${afterTimeouts(details)} Try again later${
				subject === 'company' ? '' : ", or lower 'Page Size' where the operation has it"
			}.`,
	},
	overtime: {
		isTransient: true,
		message: 'The list of companies could not be read in the time that n8n allows',
		description:
			"Raise 'Concurrency' in the options to read the list faster, or set 'Page Size': to 100 if Keepnet does not answer for large pages. The next poll that ends in time reports what has changed meanwhile.",
	},
	certificate: {
		message: 'The certificate of the Keepnet server is not trusted',
		description: ({ baseUrl, ignoreSslIssues }) =>
			ignoreSslIssues
				? "'Ignore SSL Issues' is on in the credential, but n8n 1.x cannot ignore certificates through a proxy. Update n8n to version 2, or let n8n trust the certificate with NODE_EXTRA_CA_CERTS."
				: `If ${baseUrl} is your own on-premise installation, turn on 'Ignore SSL Issues' in the credential. Otherwise do not continue and ask your administrator.`,
	},
	baseUrl: {
		cause: 'configuration-invalid',
		message: 'The Base URL of the credential does not point to the Keepnet API',
		description: (details) =>
			`Check the Base URL (${details.baseUrl}): it is the address of the API, ${EXAMPLE}.${ifDashboard(details)}`,
	},
	intermediary: {
		cause: 'temporarily-unavailable',
		message: ({ httpCode }) =>
			`Something between n8n and Keepnet refused the request${inBrackets(httpCode ? `HTTP ${httpCode}` : '')}`,
		description: (details) =>
			`It may be a proxy, a firewall or a web server: ask your network administrator. Or the Base URL of the credential (${details.baseUrl}) is wrong, e.g. http instead of https.${ifDashboard(details)}`,
	},
	blocked: {
		cause: 'configuration-invalid',
		message: 'This n8n may not connect to the address of Keepnet',
		description: ({ baseUrl }) =>
			`n8n blocks connections to ${baseUrl}. An administrator of n8n can allow the address with the environment variables N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES. If Keepnet is not in your own network, check the Base URL of the credential.`,
	},
	emptyBaseUrl: {
		cause: 'configuration-invalid',
		message: 'The Base URL of the credential is empty',
		description: `Open the credential and enter the address of the Keepnet API, ${EXAMPLE}.`,
	},
	invalidBaseUrl: {
		cause: 'configuration-invalid',
		message: 'The Base URL of the credential is not a web address',
		description: `Open the credential and enter the address of the Keepnet API without a user name or password, ${EXAMPLE}.`,
	},
	incomplete: {
		cause: 'temporarily-unavailable',
		message: 'The list of companies kept changing while it was read',
		description: ({ reason }, subject) =>
			`${reason} Run the workflow at a quieter time, or ${
				subject === 'company'
					? 'choose the company by its ID.'
					: "set 'On Incomplete' to return the companies with a warning."
			}`,
	},
	storage: {
		message: 'The file could not be stored in n8n',
		description: ({ reason }) => `Check that n8n has room for binary data. n8n says: ${reason}`,
	},
	cancelled: {
		message: 'The execution was stopped',
		description: 'Nothing was returned.',
	},
});
