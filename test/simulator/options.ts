import type { Behaviour } from './behaviour';
import type { Access, ClientKind, Role } from './clients/clients';
import type { Churn, ChurnOptions } from './churn/churn';
import type { FaultRules } from './faults/rules';
import type { Certificate } from './http/server';
import type { RecordedRequest } from './statistics/recorder';
import type { Statistics } from './statistics/statistics';
import type { CompanyRow } from './tenant/row';
import type { CompanyStore } from './tenant/store';

export interface SimulatorOptions {
	/** How many companies the reseller has. Default 2500. */
	companies?: number;
	/** The same seed gives the same companies, client ids and secrets. Default 1. */
	seed?: number;
	/** The day that generated dates lie around, `YYYY-MM-DD`. Default: the current one. */
	today?: string;
	/** Default 0: a free one. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** The reseller's companies, in place of generated ones. */
	rows?: CompanyRow[];
	/** What differs from a deployment as the contract describes it. */
	behaviour?: Partial<Behaviour>;
	/** Serve HTTPS. */
	tls?: Certificate;
	/** Answer 500, and note in `violations`, where an answer of the simulator's own does not fit the description. */
	validateResponses?: boolean;
	/** Give the same page again without working it out: for measurements, where nothing changes but the latency. */
	rememberAnswers?: boolean;
}

/** A running simulator. */
export interface Simulator {
	/** Base URL without a slash at its end. */
	readonly url: string;
	readonly port: number;
	readonly clients: Readonly<
		Record<ClientKind, { readonly clientId: string; readonly clientSecret: string }>
	>;
	/** What the `reseller` sees; changes are seen by the next request. */
	readonly companies: CompanyStore;
	/** What the `otherReseller` sees. */
	readonly otherCompanies: CompanyStore;
	/** May be changed at any time. */
	readonly behaviour: Behaviour;
	/** What goes wrong, and when. */
	readonly faults: FaultRules;
	readonly statistics: Statistics;
	/** The latest requests (5000 at most), the newest last. */
	readonly requests: RecordedRequest[];
	/** Answers that did not fit the description; see `validateResponses`. */
	readonly violations: string[];
	/** The last exported file, unless it was too large to keep. */
	readonly lastExport: Buffer | undefined;
	readonly lastExportSize: number | undefined;
	readonly lastExportSha256: string | undefined;
	/** Tokens issued from now on carry this role; older ones keep theirs. */
	setRole(clientId: string, role: Role): void;
	setSecret(clientId: string, clientSecret: string): void;
	/** Serves, blocks by address, or fails the calls of a client. */
	setAccess(clientId: string, access: Access): void;
	/** All tokens issued so far are dead. */
	revokeTokens(): void;
	/** From now on the companies change between searches; the books tell which. Replaces an earlier churn. */
	churn(options: ChurnOptions): Churn;
	/** Ends it, with all requests that still wait for an answer. */
	close(): Promise<void>;
}
