import type { Behaviour } from '../behaviour';
import type { EnvelopeStatus, Refusal } from './refusal';

type Style = Pick<Behaviour, 'capitalisedEnvelope' | 'isSuccessEnvelope'>;

/** Wraps data, or the lack of it, the way the deployment does. */
export function envelope(
	style: Style,
	status: EnvelopeStatus,
	data: unknown,
	message = '',
	validationMessages: string[] = [],
): Record<string, unknown> {
	const names = style.capitalisedEnvelope
		? { Status: status, Message: message, ValidationMessages: validationMessages }
		: { status, message, validationMessages };
	const more = style.isSuccessEnvelope && {
		isSuccess: status === 'SUCCESS',
		messages: message === '' ? [] : [message],
	};
	return { data, ...names, ...more };
}

/** The envelope of a refusal. */
export function refusalEnvelope(style: Style, refusal: Refusal): Record<string, unknown> {
	const { status, message, validationMessages } = refusal;
	return envelope(style, status, null, message, validationMessages);
}
