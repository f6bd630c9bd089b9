// n8n loads nodes and credentials by the paths under "n8n" in package.json; nothing is exported here.
module.exports = {};
