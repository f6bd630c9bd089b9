import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator';
import { credentialOf, run, simulate, type Credential } from './support';

interface Mistake {
	what: string;
	parameters: INodeParameters;
	message: string;
	description: string;
	/** What had to be asked for to see it; nothing unless given. */
	requests?: string[];
}

const filter = (filters: INodeParameters): INodeParameters => ({ filters });
const option = (options: INodeParameters): INodeParameters => ({ options });
const row = (condition: INodeParameters): INodeParameters => ({
	conditions: { condition: [condition] },
});

const MISTAKES: Mistake[] = [
	{
		what: 'a lower bound above the upper one',
		parameters: filter({ usersMin: 50, usersMax: 10 }),
		message: "'Users Min' is above 'Users Max', so no company can match",
		description: "'Users Min' is 50 and 'Users Max' is 10. Swap them, or clear one of them.",
	},
	{
		what: 'a first day after the last one',
		parameters: filter({ renewalAfter: '2026-05-01', renewalBefore: '2026-04-30' }),
		message: "'Renewal From' is above 'Renewal Until', so no company can match",
		description:
			"'Renewal From' is 2026-05-01 and 'Renewal Until' is 2026-04-30. Swap them, or clear one of them.",
	},
	{
		what: 'a date that is none',
		parameters: filter({ createdAfter: '2026-02-30' }),
		message: "'Created From' is not a date",
		description: 'The value is "2026-02-30". Write it as YYYY-MM-DD, for example 2026-03-31.',
	},
	{
		what: 'a date in a condition that is none',
		parameters: row({ fieldName: 'LicenseEndDate', operator: 'lessThan', value: 'tomorrow' }),
		message: "'Conditions, row 1: Renewal Date' is not a date",
		description: 'The value is "tomorrow". Write it as YYYY-MM-DD, for example 2026-03-31.',
	},
	{
		what: 'a month that Keepnet has no figures for',
		parameters: option({ month: '2025-11' }),
		message: "'Month for Monthly Users' is before December 2025",
		description: 'Keepnet has these figures from 2025-12 on; the value is 2025-11.',
	},
	{
		what: 'a month that is none',
		parameters: option({ month: 'March' }),
		message: "'Month for Monthly Users' is not a month",
		description: 'The value is "March". Write it as YYYY-MM, from 2025-12 on, for example 2026-03.',
	},
	{
		what: 'a month in a condition that Keepnet has no figures for',
		parameters: row({
			fieldName: 'TrainingEnrolledMonth',
			operator: 'equals',
			value: '2025-11',
		}),
		message: "'Conditions, row 1: Month for Monthly Enrolled' is before December 2025",
		description: 'Keepnet has these figures from 2025-12 on; the value is 2025-11.',
	},
	{
		what: 'a month that is set in two ways',
		parameters: {
			...row({ fieldName: 'MonthlyActiveUser', operator: 'equals', value: '2026-02' }),
			...option({ month: '2026-03' }),
		},
		message: "'Month for Monthly Users' is set twice, to different values",
		description:
			"It is 2026-03 in 'Month for Monthly Users' and 2026-02 in 'Conditions, row 1: Month for Monthly Users'. Remove one of them.",
	},
	{
		what: 'a status without its month',
		parameters: row({
			fieldName: 'TrainingConsumptionStatus',
			operator: 'isAnyOf',
			value: 'Completed',
		}),
		message: "'Conditions, row 1: Status for Monthly Consumption' only works together with a month",
		description: "Add a row to 'Conditions' with the field 'Month for Monthly Consumption'.",
	},
	{
		what: 'a status that does not exist',
		parameters: row({
			fieldName: 'TrainingConsumptionStatus',
			operator: 'isAnyOf',
			value: 'Paused',
		}),
		message: `Keepnet does not know "Paused" ('Conditions, row 1: Status for Monthly Consumption')`,
		description: 'Enter one of these: "Completed", "In Progress".',
	},
	{
		what: 'an unknown license type',
		parameters: filter({ licenseTypes: 'Enterprize' }),
		message: `Keepnet does not know "Enterprize" ('License Type Names or IDs')`,
		description: 'Did you mean "Enterprise"?',
		requests: ['lookups'],
	},
	{
		what: 'an unknown license type with a network code of n8n in it',
		parameters: filter({ licenseTypes: 'OneAccess' }),
		message: `Keepnet does not know "OneAccess" ('License Type Names or IDs')`,
		description: "No name in Keepnet's list is like it: choose from the list, or enter an ID.",
		requests: ['lookups'],
	},
	{
		what: 'a page size below 1',
		parameters: option({ pageSize: 0 }),
		message: "'Page Size' must be a whole number from 1 to 10000",
		description: 'The value is 0. Enter a number, or check what the expression gives.',
	},
	{
		what: 'a limit below 1',
		parameters: { limit: 0 },
		message: "'Limit' must be a whole number of 1 or more",
		description: 'The value is 0. Enter a number, or check what the expression gives.',
	},
	{
		what: 'a limit that is not a number',
		parameters: { limit: '={{ "many" }}' },
		message: "'Limit' must be a whole number of 1 or more",
		description: 'The value is "many". Enter a number, or check what the expression gives.',
	},
	{
		what: 'more requests at a time than are allowed',
		parameters: option({ concurrency: 11 }),
		message: "'Concurrency' must be a whole number from 1 to 10",
		description: 'The value is 11. Enter a number, or check what the expression gives.',
	},
	{
		what: 'a row of Conditions without a field',
		parameters: row({ fieldName: '={{ "" }}', operator: 'equals', value: 'A' }),
		message: "'Conditions, row 1' is empty",
		description: 'Choose a field and a condition and enter a value, or remove the row.',
	},
	{
		what: 'a row as it opens',
		parameters: row({}),
		message: "'Conditions, row 1: Company Name' has no value",
		description: 'Enter a value in this row of Conditions, or remove the row.',
	},
	{
		what: 'a row without a value',
		parameters: row({ fieldName: 'TargetUserCount', operator: 'equals', value: '' }),
		message: "'Conditions, row 1: Target Users' has no value",
		description: 'Enter a value in this row of Conditions, or remove the row.',
	},
	{
		what: 'a row without a condition',
		parameters: row({ fieldName: 'LicenceExpired', operator: '', value: 'true' }),
		message: "'Conditions, row 1: License Expired' has no condition",
		description: 'Choose one of these in the row of Conditions: Equals (equals).',
	},
	{
		what: 'an operator that the field does not know',
		parameters: row({ fieldName: 'CompanyName', operator: 'greaterThan', value: 'A' }),
		message: "'Company Name' cannot be used with 'Is More Than' (Conditions, row 1)",
		description:
			'Choose one of these in the row of Conditions: Contains (contains), Equals (equals), Does Not Equal (notEquals).',
	},
	{
		what: 'an operator that does not exist',
		parameters: row({ fieldName: 'Tags', operator: '>', value: 'A' }),
		message: "'Conditions, row 1: Tag' has a condition that does not exist",
		description:
			'The condition is ">". Choose one of these in the row of Conditions: Contains (contains), Equals (equals), Does Not Equal (notEquals).',
	},
	{
		what: 'a number in a condition that is none',
		parameters: row({ fieldName: 'TargetUserCount', operator: 'equals', value: 'many' }),
		message: "'Conditions, row 1: Target Users' must be a number of 0 or more",
		description: 'The value is "many". Enter a number, or check what the expression gives.',
	},
	{
		what: 'true or false that is neither',
		parameters: row({ fieldName: 'LicenceExpired', operator: 'equals', value: 'yes' }),
		message: "'Conditions, row 1: License Expired' is not one of the allowed values",
		description: 'The value is "yes". Allowed: true, false.',
	},
	{
		what: 'what is no list of names',
		parameters: filter({ industries: '={{ { name: "Banking" } }}' }),
		message: "'Industry Names or IDs' must be a list of names or IDs",
		description:
			'The value is {"name":"Banking"}. Choose from the list, or make the expression return names with commas between them.',
	},
	{
		what: 'near a limit of more than all of it',
		parameters: { segment: 'nearLimit', usageThreshold: 110 },
		message: "'Usage Threshold (%)' is above 100, so no company can be near its limit",
		description: "Enter a value from 0 to 100, or choose the segment 'Over License Limit'.",
	},
	{
		what: 'half a day',
		parameters: { segment: 'renewalDue', withinDays: 1.5 },
		message: "'Days Ahead' must be a whole number from 0 to 36500",
		description: 'The value is 1.5. Enter a number, or check what the expression gives.',
	},
	{
		what: 'a segment that does not exist',
		parameters: { segment: '={{ "over" }}' },
		message: "'Segment' is not one of the allowed values",
		description:
			'The value is "over". Allowed: all, overLimit, nearLimit, underused, missingProduct, renewalDue, expired, recentlyCreated.',
	},
	{
		what: 'a direction that does not exist',
		parameters: { sort: { orderBy: 'CompanyName', direction: '={{ "Descending" }}' } },
		message: "'Sort: Direction' is not one of the allowed values",
		description: 'The value is "Descending". Allowed: asc, desc.',
	},
	{
		what: 'no company',
		parameters: { operation: 'get', companyId: { __rl: true, mode: 'id', value: ' ' } },
		message: "'Company' is not set",
		description:
			'Choose a company from the list, or enter its ID, which Search returns as companyId, or its exact name.',
	},
	{
		what: 'a company ID that fits into no address',
		parameters: {
			operation: 'get',
			companyId: { __rl: true, mode: 'id', value: '={{ "a\\ud800" }}' },
		},
		message: "'Company' is not a company ID",
		description:
			'The value is "a\ud800". Choose a company from the list, or enter its ID, which Search returns as companyId, or its exact name.',
	},
	{
		what: 'an operation that does not exist',
		parameters: { operation: 'delete' },
		message: 'The operation does not exist',
		description: `The value of 'Operation' is "delete". Choose one from the list.`,
	},
];

let simulator: Simulator;
let credential: Credential;

beforeAll(async () => {
	simulator = await simulate({ companies: 20 });
	credential = credentialOf(simulator);
	// With a token in store, whatever a case asks for is its own doing.
	await run(credential, { resource: 'company', operation: 'search' });
});

/** Runs a node that was filled in wrongly: what it says, and what it asked for. */
async function refusal(parameters: INodeParameters, timezone = 'UTC') {
	const before = simulator.requests.length;
	const { error } = await run(
		credential,
		{ resource: 'company', operation: 'search', ...parameters },
		{ timezone },
	);
	return {
		name: error?.name,
		message: error?.message,
		description: error?.description,
		requests: simulator.requests.slice(before).map(({ route }) => route),
	};
}

test.each(MISTAKES)('$what', async ({ parameters, message, description, requests = [] }) => {
	expect(await refusal(parameters)).toEqual({
		name: 'NodeOperationError',
		message,
		description,
		requests,
	});
});

test('a time zone that does not exist', async () => {
	expect(await refusal({}, 'Mars/Olympus')).toEqual({
		name: 'NodeOperationError',
		message: 'The time zone of the workflow does not exist',
		description:
			'It is set to "Mars/Olympus". Choose one in the workflow settings, for example Europe/London.',
		requests: [],
	});
});

/** Parameters that choose companies: Summarize has them as Search does. */
const CHOOSING = ['segment', 'filters', 'conditions', 'match'];

test.each(
	MISTAKES.filter(({ parameters }) =>
		Object.keys(parameters).every((name) => CHOOSING.includes(name)),
	),
)('the same holds for Summarize: $what', async ({ parameters, message, description }) => {
	expect(await refusal({ ...parameters, operation: 'summarize' })).toMatchObject({
		message,
		description,
	});
});

test('a field that only Keepnet knows cannot be an alternative to others', async () => {
	const condition = [
		{ fieldName: 'RiskLevel', operator: 'equals', value: 'high' },
		{ fieldName: 'NumberOfUsers', operator: 'greaterOrEqual', value: '10' },
	];
	expect(await refusal({ match: 'any', conditions: { condition } })).toEqual({
		name: 'NodeOperationError',
		message: "'Must Match' cannot be 'Any Condition' with 'Conditions, row 1'",
		description:
			'Only Keepnet knows this field, and it cannot apply the other conditions as alternatives to it. Set Must Match to All Conditions, or remove the row.',
		requests: [],
	});
});

test('every item is validated by its own values, and the others go on', async () => {
	const { json } = await run(
		credential,
		{ resource: 'company', operation: 'search', limit: '={{ $json.limit }}' },
		{ items: [{ limit: 2 }, { limit: 0 }], node: { continueOnFail: 'continueRegularOutput' } },
	);
	expect(json).toHaveLength(3);
	expect(json[2]).toEqual({
		error:
			"'Limit' must be a whole number of 1 or more. The value is 0. Enter a number, or check what the expression gives.",
	});
});
