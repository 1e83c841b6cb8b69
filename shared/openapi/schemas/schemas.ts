import { connectorSchemas } from './connector-schemas';
import { eventSchemas } from './event-schemas';
import { problemSchemas } from './problem-schemas';
import { ruleSchemas } from './rule-schemas';
import { ticketSchemas } from './ticket-schemas';
import { upkeepSchemas } from './upkeep-schemas';

/** What the API answers, by name: the components of its document. */
export const schemas = {
  ...problemSchemas,
  ...connectorSchemas,
  ...upkeepSchemas,
  ...ticketSchemas,
  ...ruleSchemas,
  ...eventSchemas,
};
