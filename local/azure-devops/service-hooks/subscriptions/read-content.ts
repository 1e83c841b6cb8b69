import type { InputDescriptor } from '../catalogue/input-descriptor';
import { webhookActionId, webhookConsumerId, webhookInputs } from '../catalogue/webhook-action';
import { eventInputs, publisherId, publisherInputs } from '../catalogue/work-item-publisher';
import { isEventType } from '../events/event-type';
import { isResourceVersion } from '../events/resource-version';
import { isObject } from '../is-object';
import { actionNotFound, badInput, consumerNotFound, eventTypeNotFound, publisherNotFound } from './errors';
import { readHttpHeaders } from './http-headers';
import { inputProblem } from './input-problem';
import type { Inputs, SubscriptionContent } from './subscription';
import { targetProblem } from './target-problem';

/** Put in by the server; callers send them back when they replace a subscription. */
const serverInputs = ['hostId', 'tfsSubscriptionId'];

function readInputs(value: unknown, name: string): Inputs {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw badInput(`'${name}' must be an object.`);
  const inputs: Inputs = {};
  for (const [id, given] of Object.entries(value)) {
    if (given === null) continue;
    if (typeof given !== 'string') throw badInput(`The input '${id}' of '${name}' must be a string.`);
    inputs[id] = given;
  }
  return inputs;
}

function checkInputs(inputs: Inputs, descriptors: readonly InputDescriptor[]): void {
  for (const descriptor of descriptors) {
    const problem = inputProblem(descriptor, inputs[descriptor.id] ?? '');
    if (problem !== undefined) throw badInput(problem);
  }
}

/** Filters that the event does not have are refused: they would never be applied. */
function checkFilters(inputs: Inputs, descriptors: readonly InputDescriptor[], eventType: string): void {
  const known = new Set([...descriptors.map(({ id }) => id), ...serverInputs]);
  const unknown = Object.keys(inputs).find((id) => !known.has(id));
  if (unknown !== undefined)
    throw badInput(
      `The publisher '${publisherId}' has no input '${unknown}' for the event type '${eventType}'.`,
    );
  checkInputs(inputs, descriptors);
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/**
 * Reads a subscription as a caller sends it.
 * @throws ApiError 400 for a bad input, 404 for a publisher, event type, consumer or action that there is not
 */
export function readContent(body: unknown): SubscriptionContent {
  if (!isObject(body)) throw badInput('A subscription is expected as the body of the request.');
  const { eventType, resourceVersion = null } = body;
  if (body.publisherId !== publisherId) throw publisherNotFound(shown(body.publisherId));
  if (!isEventType(eventType)) throw eventTypeNotFound(shown(eventType));
  if (body.consumerId !== webhookConsumerId) throw consumerNotFound(shown(body.consumerId));
  if (body.consumerActionId !== webhookActionId) throw actionNotFound(shown(body.consumerActionId));
  const version = resourceVersion === null || resourceVersion === '' ? '1.0' : resourceVersion;
  if (!isResourceVersion(version))
    throw badInput(`The event type '${eventType}' does not support the resource version ${shown(version)}.`);

  const filters = readInputs(body.publisherInputs, 'publisherInputs');
  checkFilters(filters, [...publisherInputs, ...eventInputs(eventType)], eventType);
  const consumerInputs = readInputs(body.consumerInputs, 'consumerInputs');
  checkInputs(consumerInputs, webhookInputs);
  readHttpHeaders(consumerInputs.httpHeaders);
  const problem = targetProblem(consumerInputs);
  if (problem !== undefined) throw badInput(problem);
  return { eventType, resourceVersion: version, publisherInputs: filters, consumerInputs };
}
