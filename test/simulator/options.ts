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
	/** The same seed gives the same companies, client IDs and secrets. Default 1. */
	seed?: number;
	/** The day around which dates are generated, `YYYY-MM-DD`. Default: today. */
	today?: string;
	/** Default 0: a free one. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** The reseller's companies, in place of generated ones. */
	rows?: CompanyRow[];
	/** Differences from a deployment as the contract describes it. */
	behaviour?: Partial<Behaviour>;
	/** Serve HTTPS. */
	tls?: Certificate;
	/** If an answer of the simulator does not fit the description: answer 500 and record it in `violations`. */
	validateResponses?: boolean;
	/** Cache the pages: for measurements, where only the latency changes. */
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
	/** The companies of `reseller`; changes show in the next request. */
	readonly companies: CompanyStore;
	/** The companies of `otherReseller`. */
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
	/** Revokes all tokens issued so far. */
	revokeTokens(): void;
	/** Starts changing the companies between searches and returns a record of the changes. Replaces an earlier churn. */
	churn(options: ChurnOptions): Churn;
	/** Stops the simulator, with all requests that still wait for an answer. */
	close(): Promise<void>;
}
