/** Installs, starts and drives whole n8n servers. */
export { cacheFolder } from './cache';
export { N8nError } from './client';
export { Execution } from './execution';
export { CURRENT_N8N, installN8n, PREVIOUS_N8N, type N8nInstallation } from './install';
export { packPackage } from './package';
export { printProgress, type OnProgress } from './progress';
export { N8nServer, startN8n, type ServerOptions, type WorkflowJson } from './server';
