import type { AddressInfo } from 'node:net';
import { documentedBehaviour } from './behaviour';
import { Churn } from './churn/churn';
import { createClients, type Client } from './clients/clients';
import { Tokens } from './clients/tokens';
import { loadDescription } from './description/document';
import { FaultRules } from './faults/rules';
import { AnswerMemory } from './http/memory';
import { createServer } from './http/server';
import type { Simulator, SimulatorOptions } from './options';
import { Limiter } from './pace/limiter';
import { RetryAfterWatch } from './pace/retryAfterWatch';
import { Selections } from './search/selection';
import { Statistics } from './statistics/statistics';
import { generateRows } from './tenant/generate';
import type { CompanyRow } from './tenant/row';
import { CompanyStore } from './tenant/store';
import { clientById, type Tenant, type World } from './world';

function tenant(rows: CompanyRow[]): Tenant {
	const store = new CompanyStore(rows);
	return { store, selections: new Selections(store) };
}

async function createWorld(options: SimulatorOptions): Promise<World> {
	const { companies = 2500, seed = 1, today, rows } = options;
	return {
		description: await loadDescription(),
		behaviour: { ...documentedBehaviour(), ...options.behaviour },
		clients: createClients(seed),
		tenants: {
			main: tenant(rows ?? generateRows({ companies, seed, today })),
			other: tenant(generateRows({ companies: 40, seed: seed + 1_000_003, today })),
		},
		tokens: new Tokens(),
		statistics: new Statistics(),
		requests: [],
		faults: new FaultRules(),
		limiter: new Limiter(),
		retryAfterWatch: new RetryAfterWatch(),
		violations: [],
		validateResponses: options.validateResponses ?? false,
		memory: options.rememberAnswers ? new AnswerMemory() : undefined,
		lastExport: undefined,
		churn: undefined,
	};
}

/** Starts a simulated deployment; close it when done. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const world = await createWorld(options);
	const server = await createServer(world, options.tls);
	const { host = '127.0.0.1', port = 0, tls } = options;
	await server.listen({ host, port });
	const address = server.server.address() as AddressInfo;

	const change = (clientId: string, changes: Partial<Client>) => {
		const client = clientById(world, clientId);
		if (client === undefined) throw new Error(`There is no client ${clientId}`);
		Object.assign(client, changes);
	};
	return {
		url: `${tls === undefined ? 'http' : 'https'}://${host}:${address.port}`,
		port: address.port,
		clients: world.clients,
		companies: world.tenants.main.store,
		otherCompanies: world.tenants.other.store,
		behaviour: world.behaviour,
		faults: world.faults,
		statistics: world.statistics,
		requests: world.requests,
		violations: world.violations,
		get lastExport() {
			return world.lastExport?.bytes;
		},
		get lastExportSize() {
			return world.lastExport?.size;
		},
		get lastExportSha256() {
			return world.lastExport?.sha256;
		},
		setRole: (clientId, role) => change(clientId, { role }),
		setSecret: (clientId, clientSecret) => change(clientId, { clientSecret }),
		setAccess: (clientId, access) => change(clientId, { access }),
		revokeTokens: () => world.tokens.revoke(),
		churn(churnOptions) {
			world.churn = new Churn(world.tenants.main.store, churnOptions);
			return world.churn;
		},
		close: async () => await server.close(),
	};
}
