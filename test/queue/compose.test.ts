import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { name, version } from '../../package.json';
import { CURRENT_N8N } from '../n8n';
import { COMPOSE_FOLDER, recommendedSettings } from './settings';

/** The files for those who run n8n in queue mode, against what is tested. */
describe('The compose file', () => {
	let compose: string;

	beforeAll(async () => {
		compose = await readFile(join(COMPOSE_FOLDER, 'docker-compose.yml'), 'utf8');
	});

	it('runs the n8n that is tested, with the package of this version', () => {
		const images = [...compose.matchAll(/image: (n8nio\/.+)/g)].map(([, image]) => image);
		expect(images).toEqual([`n8nio/n8n:${CURRENT_N8N}`, `n8nio/n8n:${CURRENT_N8N}`]);
		expect(compose).toContain(`[${name}@${version}]`);
	});

	it('gives a worker more time to stop than n8n takes', async () => {
		const { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: seconds } = await recommendedSettings();
		const [, gracePeriod] = /stop_grace_period: (\d+)s/.exec(compose) ?? [];
		expect(Number(gracePeriod)).toBeGreaterThan(Number(seconds));
	});

	it('gives main and workers the settings that the tests run with', () => {
		expect(compose.match(/env_file: n8n\.env/g)).toHaveLength(1);
		expect(compose.match(/<<: \*n8n/g)).toHaveLength(2);
	});
});
