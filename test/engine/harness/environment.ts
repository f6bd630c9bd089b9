/**
 * n8n-core reads its settings from the environment while it is being imported, so this module must come before it in
 * every file that imports n8n-core. What the engine writes goes to a temporary folder, removed when the tests end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));

Object.assign(process.env, {
	N8N_USER_FOLDER: folder,
	N8N_ENCRYPTION_KEY: 'only-for-tests',
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
});

const removeFolder = () => rmSync(folder, { recursive: true, force: true });

// Jest gives tests a copy of `process` whose exit event never comes.
if (typeof afterAll === 'function') afterAll(removeFolder);
else process.once('exit', removeFolder);
