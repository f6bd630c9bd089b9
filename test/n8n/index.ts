/** Installs, starts and drives whole n8n servers. */
export { cacheFolder } from './cache';
export { OWNER } from './client';
export { Execution } from './execution';
export { CURRENT_N8N, installN8n, PREVIOUS_N8N, type N8nInstallation } from './install';
export { packFolder, packPackage } from './package';
export { printProgress } from './progress';
export type { StoredCredential, WorkflowJson } from './api';
export { N8nServer, startN8n } from './server';
export { buildAndStart, installAndStart } from './start';
