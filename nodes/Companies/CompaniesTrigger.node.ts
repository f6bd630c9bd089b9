import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { triggerProperties } from './descriptions/trigger';
import { getIndustries, getLicenseTypes, getProducts, getVendors } from './methods/lists';
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
			'n8n now checks Keepnet at the interval you set. The first check only records the current state, unless Emit Existing is on.',
		defaults: { name: 'Keepnet Companies Trigger' },
		polling: true,
		triggerPanel: {
			header: 'Fetch companies as test events',
			executionsHelp: {
				inactive:
					'<b>While building</b>, click <b>Fetch Test Event</b>: it shows companies to which the chosen events apply right now, or a sample if there is none. The published workflow is not affected.<br><br><b>Once it works</b>, activate the workflow. Each event then starts it once.',
				active:
					'<b>While building</b>, click <b>Fetch Test Event</b>: it shows companies to which the chosen events apply right now, or a sample if there is none. The published workflow is not affected.<br><br><b>The workflow is active</b>: each event starts it once, and the executions list shows the runs.',
			},
			activationHint:
				'Once it works, <a data-key="activate">publish</a> the workflow (n8n 1.x: activate it): n8n then checks Keepnet at the interval you set.',
		},
		hints: [
			{
				message:
					'The whole list of companies is read every minute. With many companies, choose a longer interval.',
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

	methods = { loadOptions: { getIndustries, getLicenseTypes, getProducts, getVendors } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleEvents(this) : await pollCompanies(this);
	}
}
