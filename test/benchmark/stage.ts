import type { INode, INodeParameters } from 'n8n-workflow';

import type { N8nServer } from '../n8n';
import { Contender, type Circumstances } from './contender';
import { httpRequestAndSplitOut, httpRequestForFile } from './httpRequest';
import type { SimulatorProcess } from './simulatorProcess';
import { companies, type CredentialReference } from './workflows';

/** One n8n with the credentials for one simulator. */
export class Stage {
	private constructor(
		readonly server: N8nServer,
		readonly simulator: SimulatorProcess,
		readonly own: CredentialReference,
		readonly generic: CredentialReference,
	) {}

	static async set(server: N8nServer, simulator: SimulatorProcess): Promise<Stage> {
		const { url, client } = simulator;
		const own = await server.createCredential({ baseUrl: url, ...client });
		const generic = await server.createCredential(
			{
				...client,
				grantType: 'clientCredentials',
				accessTokenUrl: `${url}/connect/token`,
				scope: 'api1',
				authentication: 'body',
			},
			'oAuth2Api',
		);
		return new Stage(server, simulator, own, generic);
	}

	/** A workflow of these nodes that has not run yet. */
	async cold(nodes: INode[], circumstances: Circumstances = {}): Promise<Contender> {
		return await Contender.create(this.server, this.simulator, nodes, circumstances);
	}

	/** A workflow of these nodes that has run once to warm up. */
	async workflow(nodes: INode[], circumstances?: Circumstances): Promise<Contender> {
		const contender = await this.cold(nodes, circumstances);
		await contender.run();
		return contender;
	}

	/** This package's node with these parameters. */
	async node(parameters: INodeParameters, savesData = true): Promise<Contender> {
		return await this.workflow([companies(parameters, this.own)], { savesData });
	}

	async httpRequest(pageSize: number, savesData = true): Promise<Contender> {
		const nodes = httpRequestAndSplitOut(this.simulator, pageSize, this.generic);
		return await this.workflow(nodes, { savesData });
	}

	async httpRequestForFile(): Promise<Contender> {
		return await this.workflow(httpRequestForFile(this.simulator, this.generic));
	}
}
