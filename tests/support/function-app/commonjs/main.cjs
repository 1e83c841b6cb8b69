const { registerFixture } = require('../handlers.cjs');

registerFixture(require('@azure/functions'));
