import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** A list to choose from. The reader takes the allowed values from its options. */
export interface ListProperty<T extends string> extends INodeProperties {
	options: Array<INodePropertyOptions & { value: T }>;
}

/** A dropdown with a default. */
export interface OptionProperty<T extends string> extends ListProperty<T> {
	type: 'options';
	default: T;
}

/** A number with a default. The reader takes the range from `typeOptions`. */
export interface NumberProperty extends INodeProperties {
	type: 'number';
	default: number;
}

/** A switch. */
export interface BooleanProperty extends INodeProperties {
	type: 'boolean';
	default: boolean;
}
