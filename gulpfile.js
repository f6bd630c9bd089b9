const { dest, parallel, src } = require('gulp');

/** Icons are referenced by a path relative to the compiled node and credential files. */
const copyIcons = () => src('icons/**/*.svg', { encoding: false }).pipe(dest('dist/icons'));

/** n8n reads the codex (search aliases, categories) and the schema previews beside the compiled node. */
const copyNodeData = () => src('nodes/**/*.json', { encoding: false }).pipe(dest('dist/nodes'));

exports.default = parallel(copyIcons, copyNodeData);
