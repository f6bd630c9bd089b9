import type {
	ICredentialTestRequest,
	ICredentialType,
	IconFile,
	INodeProperties,
} from 'n8n-workflow';

/**
 * The base URL as a user may have typed it, reduced to scheme, host and path prefix, as an n8n expression: spaces,
 * trailing slashes and a trailing `/api` go (nodes/Companies/client/baseUrl.ts does the same for API calls).
 */
const BASE_URL_EXPRESSION =
	'$self["baseUrl"].trim().replace(/\\/+$/, "").replace(/\\/api$/i, "").replace(/\\/+$/, "")';

export class KeepnetResellerOAuth2Api implements ICredentialType {
	name = 'keepnetResellerOAuth2Api';
}
