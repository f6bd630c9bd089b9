const { get } = require('./Probe.node');

exports.ProbeTrigger = class {
	description = {
		displayName: 'Probe Trigger',
		name: 'probeTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Counts its polls',
		defaults: { name: 'Probe Trigger' },
		polling: true,
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'probeOAuth2Api', required: true }],
		properties: [],
	};

	async poll() {
		const state = this.getWorkflowStaticData('node');
		state.polls = (state.polls ?? 0) + 1;
		const { status } = await get(this, '/ok', { json: true });
		return [[{ json: { polls: state.polls, mode: this.getActivationMode(), status } }]];
	}
};
