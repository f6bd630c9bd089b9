/** Runs this package's nodes in n8n's own execution engine (n8n-core), in the process of the test. */
import './environment';

export { createCredential, StoredCredential } from './credential';
export { listSearch, loadOptions } from './dropdowns';
export { readBinary, type BinaryMode } from './binaryData';
export { testCredential } from './credentialTest';
export { createPoller, Poller } from './poll';
export { runWorkflow, type RunOptions, type RunResult } from './run';
export { protectFromSsrf } from './ssrf';
