import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { CompaniesTrigger } from '../../nodes/Companies/CompaniesTrigger.node';
import { EVENT_NAMES, EVENTS } from '../../nodes/Companies/descriptions/events';

const { description } = new CompaniesTrigger();
const property = (name: string) =>
	description.properties.find((entry) => entry.name === name) as INodeProperties;
const namesOf = ({ options = [] }: INodeProperties) =>
	(options as Array<INodeProperties | INodePropertyOptions>).map((entry) =>
		'displayName' in entry ? entry.displayName : entry.name,
	);

describe('The description of the trigger', () => {
	it('has the events under Trigger On, without a tooltip', () => {
		const events = property('events');
		expect(events).toMatchObject({ displayName: 'Trigger On', type: 'multiOptions' });
		expect(events).not.toHaveProperty('description');
		const values = (events.options as INodePropertyOptions[]).map(({ value }) => value);
		expect([...values].sort()).toEqual([...EVENT_NAMES].sort());
	});

	it('lists options in the order of the alphabet', () => {
		for (const name of ['events', 'filters', 'options', 'fields']) {
			const names = namesOf(property(name));
			expect(names).toEqual([...names].sort((left, right) => left.localeCompare(right)));
		}
	});

	it('polls, and says what happens in words that do not frighten', () => {
		expect(description).toMatchObject({ polling: true, inputs: [], outputs: ['main'] });
		const said = JSON.stringify([description, EVENTS]);
		expect(said).not.toMatch(/\b(errors?|problems?|failures?|failed|mistakes?)\b/i);
	});

	it('is found by the words of those who need it, as the other node is', () => {
		const [node, trigger] = ['companies', 'companiesTrigger'].map((name) => {
			const file = `${name.charAt(0).toUpperCase()}${name.slice(1)}.node.json`;
			const codex = JSON.parse(
				readFileSync(join(__dirname, '../../nodes/Companies', file), 'utf8'),
			);
			expect(codex.node).toBe(`n8n-nodes-keepnet-reseller.${name}`);
			return codex.alias as string[];
		});
		expect(trigger).toEqual(node);
		expect(trigger).toEqual(
			expect.arrayContaining([
				'MSP',
				'MSSP',
				'Reseller',
				'Licence',
				'License',
				'Renewal',
				'Phishing',
			]),
		);
		expect(trigger).toEqual(
			expect.arrayContaining(['Customers', 'Clients', 'Subscription', 'Usage', 'Over Limit']),
		);
	});
});
