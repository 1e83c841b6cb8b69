import { connectorSchemas } from './connector-schemas';
import { eventSchemas } from './event-schemas';
import { problemSchemas } from './problem-schemas';
import { ruleSchemas } from './rule-schemas';
import { ticketSchemas } from './ticket-schemas';

/** What the API answers, by name: the components of its document. */
export const schemas = {
  ...problemSchemas,
  ...connectorSchemas,
  ...ticketSchemas,
  ...ruleSchemas,
  ...eventSchemas,
};
