import { ExplainedError } from './commandLine';
import { documentedBehaviour, type Behaviour } from './simulator/behaviour';
import { readBehaviourFile } from './simulator/behaviourOption';

function tenant(path: string): Partial<Behaviour> {
	try {
		return readBehaviourFile(path);
	} catch (error) {
		if (!(error instanceof ExplainedError)) throw error;
		throw new ExplainedError(`BEHAVIOUR_FILE ${error.message}`);
	}
}

/**
 * The deployment that tests run against where they say nothing else: the documented one, or that of the file which the
 * variable `BEHAVIOUR_FILE` names. A test that fails only there shows what is different at that tenant.
 */
export function usualBehaviour(): Behaviour {
	const { BEHAVIOUR_FILE } = process.env;
	return { ...documentedBehaviour(), ...(BEHAVIOUR_FILE ? tenant(BEHAVIOUR_FILE) : {}) };
}
