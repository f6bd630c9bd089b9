import { deepCopy, ICredentials } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, INodeCredentials } from 'n8n-workflow';

const CREDENTIAL_TYPE = 'keepnetResellerOAuth2Api';

let created = 0;

/**
 * A credential as n8n has it in its database, with the token that n8n stores beside the fields. Use one for several
 * runs and the token is kept from run to run. Unlike in n8n the data is not encrypted.
 */
export class StoredCredential extends ICredentials {
	declare id: string;

	constructor(
		private stored: ICredentialDataDecryptedObject,
		type = CREDENTIAL_TYPE,
	) {
		super({ id: `credential-${(created += 1)}`, name: `${type} account` }, type);
	}

	/** What n8n has stored now, `oauthTokenData` included. */
	async getData() {
		return deepCopy(this.stored);
	}

	async setData(data: ICredentialDataDecryptedObject) {
		this.stored = deepCopy(data);
	}

	/** As saving in the editor does: all other fields and the stored token stay. */
	async updateData(changes: ICredentialDataDecryptedObject) {
		await this.setData({ ...this.stored, ...changes });
	}

	getDataToSave() {
		const { id, name, type } = this;
		return { id, name, type, data: JSON.stringify(this.stored) };
	}

	/** How a node of a workflow refers to this credential. */
	get reference(): INodeCredentials {
		return { [this.type]: { id: this.id, name: this.name } };
	}
}

export const createCredential = (data: ICredentialDataDecryptedObject, type?: string) =>
	new StoredCredential(data, type);
