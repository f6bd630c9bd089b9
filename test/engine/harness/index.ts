/** Runs this package's nodes in n8n's own execution engine (n8n-core), in the process of the test. */
import './environment';

export { createCredential, StoredCredential } from './credential';
export { listSearch, loadOptions, type DropdownOptions } from './dropdowns';
export { readBinary, type BinaryMode } from './binaryData';
export { testCredential } from './credentialTest';
export { createPoller, Poller, type PollerOptions } from './poll';
export { runWorkflow, type RunOptions, type RunResult } from './run';
export type { CredentialOption, NodeOptions, Options } from './setup';
export type { ExtraTypes } from './types';
export { protectFromSsrf } from './ssrf';
