import type { OpenAPIValidator } from 'openapi-backend';
import type { Behaviour } from './behaviour';
import type { Client, ClientKind } from './clients/clients';
import type { Tokens } from './clients/tokens';
import type { Churn } from './churn/churn';
import type { FaultRules } from './faults/rules';
import type { AnswerMemory } from './http/memory';
import type { Limiter } from './pace/limiter';
import type { RetryAfterWatch } from './pace/retryAfterWatch';
import type { Selections } from './search/selection';
import type { RecordedRequest } from './statistics/recorder';
import type { Statistics } from './statistics/statistics';
import type { CompanyStore } from './tenant/store';

/** A reseller's companies and what has been found in them. */
export interface Tenant {
	store: CompanyStore;
	selections: Selections;
}

/** The last export that was written to its end. */
export interface ExportedFile {
	/** `undefined` if the file was too large to keep. */
	bytes: Buffer | undefined;
	size: number;
	sha256: string;
}

/** The state of one simulator, which routes read and change. */
export interface World {
	readonly description: OpenAPIValidator;
	readonly behaviour: Behaviour;
	readonly clients: Record<ClientKind, Client>;
	readonly tenants: Record<Client['tenant'], Tenant>;
	readonly tokens: Tokens;
	readonly statistics: Statistics;
	readonly requests: RecordedRequest[];
	readonly faults: FaultRules;
	readonly limiter: Limiter;
	readonly retryAfterWatch: RetryAfterWatch;
	/** The simulator's answers that do not fit the description, if validated. */
	readonly violations: string[];
	readonly validateResponses: boolean;
	/** Present if answers are cached. */
	readonly memory: AnswerMemory | undefined;
	lastExport: ExportedFile | undefined;
	/** What changes the main tenant's list while it is read. */
	churn: Churn | undefined;
}

/** The client that a token was issued to. */
export function clientById(world: World, clientId: string): Client | undefined {
	return Object.values(world.clients).find((client) => client.clientId === clientId);
}

/** The companies that a client sees. */
export function tenantOf(world: World, clientId: string): Tenant {
	return world.tenants[clientById(world, clientId)?.tenant ?? 'main'];
}
