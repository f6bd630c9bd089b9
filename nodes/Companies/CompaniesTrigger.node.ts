import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { TRIGGER_HINT } from './descriptions/builderHints';
import { ONE_RUN, triggerProperties } from './descriptions/trigger';
import { getIndustries, getLicenseTypes, getProducts, getVendors } from './methods/lists';
import { pollCompanies } from './trigger/poll';
import { sampleEvents } from './trigger/sample';

const WHILE_BUILDING =
	'<b>While building</b>, click <b>Fetch Test Event</b>: it shows companies to which the chosen events apply right now, or a sample if there is none. The published workflow is not affected.';

export class CompaniesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Keepnet Companies Trigger',
		name: 'companiesTrigger',
		icon: { light: 'file:../../icons/keepnet.svg', dark: 'file:../../icons/keepnet.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["events"] ?? []).join(", ") }}',
		description: "Starts the workflow when a customer's license, usage or renewal needs attention",
		eventTriggerDescription: 'Reading the companies of this client',
		activationMessage:
			'n8n now checks Keepnet at the interval you set. The first check only records the current state, unless Emit Existing is on.',
		defaults: { name: 'Keepnet Companies Trigger' },
		polling: true,
		builderHint: TRIGGER_HINT,
		triggerPanel: {
			header: 'Fetch companies as test events',
			executionsHelp: {
				inactive: `${WHILE_BUILDING}<br><br><b>Once it works</b>, activate the workflow. ${ONE_RUN}`,
				active: `${WHILE_BUILDING}<br><br><b>The workflow is active</b>, and the executions list shows its runs. ${ONE_RUN}`,
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
