import { webhookActionId, webhookConsumerId } from '../catalogue/webhook-action';
import { publisherId } from '../catalogue/work-item-publisher';
import { isObject } from '../is-object';
import type { Inputs, Subscription } from './subscription';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Whether a subscription is of this publisher, event type, consumer and action; what is not given matches all. */
export function matchesKind({ eventType }: Subscription, wanted: (name: string) => unknown): boolean {
  const actual = { publisherId, eventType, consumerId: webhookConsumerId, consumerActionId: webhookActionId };
  return Object.entries(actual).every(([name, value]) => {
    const asked = asText(wanted(name));
    return asked === '' || asked.toLowerCase() === value.toLowerCase();
  });
}

function matchesCondition(inputs: Inputs, condition: unknown): boolean {
  if (!isObject(condition)) return true;
  const fold = (value: string) => (condition.caseSensitive === true ? value : value.toLowerCase());
  const isEqual = fold(inputs[asText(condition.inputId)] ?? '') === fold(asText(condition.inputValue));
  return condition.operator === 'notEquals' ? !isEqual : isEqual;
}

/** One filter has to match, with all its conditions; no filter matches everything. */
function matchesFilters(inputs: Inputs, filters: unknown): boolean {
  if (!Array.isArray(filters) || filters.length === 0) return true;
  return filters.some((filter: unknown) => {
    const conditions = isObject(filter) && Array.isArray(filter.conditions) ? filter.conditions : [];
    return conditions.every((condition: unknown) => matchesCondition(inputs, condition));
  });
}

/** `subscriptionsquery` (facts: azure-devops.md section 7.1). */
export const matchesQuery = (subscription: Subscription, query: Record<string, unknown>): boolean =>
  matchesKind(subscription, (name) => query[name]) &&
  (asText(query.subscriberId) === '' || query.subscriberId === subscription.createdBy.id) &&
  matchesFilters(subscription.publisherInputs, query.publisherInputFilters) &&
  matchesFilters(subscription.consumerInputs, query.consumerInputFilters);
