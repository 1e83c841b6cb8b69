import * as functions from '@azure/functions';
import { registerFixture } from '../handlers.cjs';

registerFixture(functions);
