import { ExplainedError } from './commandLine';
import { documentedBehaviour, type Behaviour } from './simulator/behaviour';
import { readBehaviourFile } from './simulator/behaviourOption';

/**
 * What differs from the documented deployment at the tenant that the variable `BEHAVIOUR_FILE` names a file about;
 * undefined without it.
 *
 * @throws ExplainedError for a file that is none
 */
export function tenantBehaviour(): Partial<Behaviour> | undefined {
	const { BEHAVIOUR_FILE } = process.env;
	if (!BEHAVIOUR_FILE) return undefined;
	try {
		return readBehaviourFile(BEHAVIOUR_FILE);
	} catch (error) {
		if (!(error instanceof ExplainedError)) throw error;
		throw new ExplainedError(`BEHAVIOUR_FILE ${error.message}`);
	}
}

/**
 * The deployment of tests that say nothing else: the documented one, or the tenant. A test that fails only at a tenant
 * shows what is different there.
 */
export const usualBehaviour = (): Behaviour => ({ ...documentedBehaviour(), ...tenantBehaviour() });
