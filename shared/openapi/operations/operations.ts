import type { OperationDescriptions } from '../operation-description';
import { appOperations } from './app-operations';
import { connectorOperations } from './connector-operations';
import { ruleOperations } from './rule-operations';
import { ticketOperations } from './ticket-operations';
import { upkeepOperations } from './upkeep-operations';

export const operationDescriptions: OperationDescriptions = {
  ...connectorOperations,
  ...upkeepOperations,
  ...ticketOperations,
  ...ruleOperations,
  ...appOperations,
};
