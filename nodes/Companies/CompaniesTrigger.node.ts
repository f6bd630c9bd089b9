import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from './descriptions/trigger';
import { getIndustries, getLicenseTypes, getProducts } from './methods/loadOptions';
import { pollCompanies } from './trigger/poll';
import { sampleEvents } from './trigger/sample';

export class CompaniesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keepnet Companies Trigger',
		name: 'companiesTrigger',
		icon: { light: 'file:../../icons/keepnet.svg', dark: 'file:../../icons/keepnet.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"] ?? []).join(", ") }}',
		description:
			'Starts the workflow when something happens to a customer company (over its license limit, renewal due, expired, new, changed, removed); as an action, lists, exports and sums up companies',
		eventTriggerDescription: 'Reading the companies of this client',
		activationMessage:
			'From now on Keepnet is asked at the interval you have set. The first poll only takes note of how the companies are, unless Emit Existing is on.',
		defaults: { name: 'Keepnet Companies Trigger' },
		polling: true,
		triggerPanel: {
			header: 'Fetch companies as test events',
			executionsHelp: {
				inactive:
					'<b>While building</b>, click <b>Fetch Test Event</b>: it shows companies to which the chosen events apply right now, or a sample that says that there is none. What the active workflow remembers stays untouched.<br><br><b>Once it works</b>, activate the workflow. Each event then starts it once.',
				active:
					'<b>While building</b>, click <b>Fetch Test Event</b>: it shows companies to which the chosen events apply right now, or a sample that says that there is none. What the active workflow remembers stays untouched.<br><br><b>The workflow is active</b>: each event starts it once, and the executions list shows the runs.',
			},
			activationHint:
				'Once it works, <a data-key="activate">publish</a> the workflow (n8n 1.x: activate it): Keepnet is then asked at the interval you have set.',
		},
		hints: [
			{
				message:
					'Keepnet is asked every minute, and each time for the whole list of companies. With many companies, choose a longer interval.',
				type: 'info',
				location: 'outputPane',
				whenToDisplay: 'beforeExecution',
				displayCondition:
					'={{ JSON.stringify($parameter["pollTimes"] ?? {}).includes("everyMinute") }}',
			},
		],
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'keepnetResellerOAuth2Api', required: true }],
		properties: triggerProperties,
	};

	methods = { loadOptions: { getIndustries, getLicenseTypes, getProducts } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleEvents(this) : await pollCompanies(this);
	}
}
