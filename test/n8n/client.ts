import axios, { isAxiosError, type AxiosInstance, type AxiosRequestConfig } from 'axios';

/** The owner's account, also in the demo. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Only-for-tests-1',
};

/** n8n's REST API as the editor uses it, signed in as the owner. */
export class N8nClient {
	private readonly http: AxiosInstance;

	constructor(url: string) {
		this.http = axios.create({ baseURL: url, timeout: 60_000, maxBodyLength: Infinity });
	}

	/** Creates the owner in a new n8n, and signs in. */
	async signIn() {
		const settings = await this.get<{ userManagement: { showSetupOnFirstLoad?: boolean } }>(
			'rest/settings',
		);
		const isNew = settings.userManagement.showSetupOnFirstLoad;
		const { headers } = isNew
			? await this.send({ method: 'POST', url: 'rest/owner/setup', data: OWNER })
			: await this.send({
					method: 'POST',
					url: 'rest/login',
					data: { emailOrLdapLoginId: OWNER.email, password: OWNER.password },
				});
		const cookies = (headers['set-cookie'] ?? []).map((cookie: string) => cookie.split(';')[0]);
		this.http.defaults.headers.common.Cookie = cookies.join('; ');
	}

	async get<T>(url: string, params?: object): Promise<T> {
		return unwrap<T>((await this.send({ method: 'GET', url, params })).data);
	}

	async post<T>(url: string, data: object = {}): Promise<T> {
		return unwrap<T>((await this.send({ method: 'POST', url, data })).data);
	}

	async patch<T>(url: string, data: object): Promise<T> {
		return unwrap<T>((await this.send({ method: 'PATCH', url, data })).data);
	}

	async download(url: string, params: object): Promise<Buffer> {
		const { data } = await this.send({ method: 'GET', url, params, responseType: 'arraybuffer' });
		return Buffer.from(data);
	}

	private async send(request: AxiosRequestConfig) {
		try {
			return await this.http.request(request);
		} catch (error) {
			if (!isAxiosError(error)) throw error;
			const { status, data } = error.response ?? {};
			const answer =
				data?.message ?? (typeof data === 'string' ? data.slice(0, 500) : error.message);
			throw new N8nError(`${request.method} ${request.url}: ${status ?? ''} ${answer}`, status);
		}
	}
}

/** An unsuccessful answer of n8n. */
class N8nError extends Error {
	constructor(
		message: string,
		readonly status?: number,
	) {
		super(message);
	}
}

/** Most answers are `{ data: … }`, but files such as the list of node types are not. */
function unwrap<T>(body: unknown): T {
	const isWrapped = typeof body === 'object' && body !== null && 'data' in body;
	return (isWrapped ? body.data : body) as T;
}
