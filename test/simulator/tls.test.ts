import { Agent } from 'node:https';
import axios from 'axios';
import { selfSignedCertificate, startSimulator } from './index';

test('with a certificate of its own it is only reached by those who trust it', async () => {
	const tls = await selfSignedCertificate();
	const simulator = await startSimulator({ companies: 5, tls });
	const trusting = axios.create({ httpsAgent: new Agent({ ca: tls.cert }) });
	const careless = axios.create({ httpsAgent: new Agent({ rejectUnauthorized: false }) });

	expect(simulator.url).toMatch(/^https:/);
	await expect(axios.get(simulator.url)).rejects.toThrow(/self-signed certificate/);
	for (const client of [trusting, careless]) {
		expect((await client.get(simulator.url)).status).toBe(200);
	}
	simulator.faults.add({ kind: 'reset' });
	const request = careless.get(`${simulator.url}/api/companies/my`);
	await expect(request).rejects.toThrow(/socket hang up|ECONNRESET/);
	expect(simulator.statistics.inFlight).toBe(0);
	await simulator.close();
});
