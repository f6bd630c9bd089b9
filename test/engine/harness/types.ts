import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { injectDomainRestrictionFields, NodeHelpers } from 'n8n-workflow';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { oAuth2Api } from './oAuth2Api';

const PACKAGE = 'n8n-nodes-keepnet-reseller';
const ROOT = join(__dirname, '../../..');

/** The full name of one of this package's nodes, as workflows store it. */
export const fullNodeType = (name: string) => (name.includes('.') ? name : `${PACKAGE}.${name}`);

/** The node and credential types that one execution knows. */
export class TypeRegistry implements INodeTypes {
	private readonly nodes = new Map<string, INodeType | IVersionedNodeType>();
	private readonly credentials = new Map([[oAuth2Api.name, oAuth2Api]]);

	addNode(fullName: string, nodeType: INodeType | IVersionedNodeType) {
		this.nodes.set(fullName, nodeType);
	}

	addCredential(credentialType: ICredentialType) {
		// As n8n does at start: every child of oAuth2Api gets the allowed-domain fields.
		credentialType.properties = injectDomainRestrictionFields(credentialType);
		this.credentials.set(credentialType.name, credentialType);
	}

	getByName(type: string) {
		const nodeType = this.nodes.get(type);
		if (!nodeType) throw new Error(`Unknown node type "${type}"`);
		return nodeType;
	}

	getByNameAndVersion(type: string, version?: number) {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}

	getCredential(type: string) {
		const credentialType = this.credentials.get(type);
		if (!credentialType) throw new Error(`Unknown credential type "${type}"`);
		return credentialType;
	}
}

/** Imports a class of this package by its file, so that a test of one node does not need the other to compile. */
async function loadClass<T>(file: string, className: string): Promise<T> {
	const path = join(ROOT, file);
	if (!existsSync(path)) throw new Error(`There is no ${file}`);
	const module = (await import(path)) as Record<string, new () => T>;
	return new module[className]();
}

/** Loads what a workflow with this node and credential needs. */
export async function loadTypes(nodeType: string, credentialType: string) {
	const registry = new TypeRegistry();
	const shortName = nodeType.replace(`${PACKAGE}.`, '');
	const nodeClass = shortName[0].toUpperCase() + shortName.slice(1);
	const credentialClass = credentialType[0].toUpperCase() + credentialType.slice(1);

	registry.addNode(
		nodeType,
		await loadClass<INodeType>(`nodes/Companies/${nodeClass}.node.ts`, nodeClass),
	);
	registry.addCredential(
		await loadClass<ICredentialType>(
			`credentials/${credentialClass}.credentials.ts`,
			credentialClass,
		),
	);
	return registry;
}
