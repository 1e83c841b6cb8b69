import { type TSchema, Type } from '@sinclair/typebox';
import { mostItems, usualItems } from '../http/page-query';
import { component } from './schemas/component';

/** A parameter of OpenAPI 3.1. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: TSchema;
}

const text = Type.String({ minLength: 1 });

/** What each query parameter means, wherever it is read. */
const queryParameters: Record<string, { description: string; schema: TSchema }> = {
  limit: {
    description: 'How many a page may hold.',
    schema: Type.Integer({ minimum: 1, maximum: mostItems, default: usualItems }),
  },
  continuationToken: { description: 'Of the page before.', schema: text },
  connectorId: { description: 'Of this connector.', schema: text },
  project: { description: 'In this project of Azure DevOps.', schema: text },
  state: { description: 'In this state.', schema: text },
  stateCategory: { description: 'In a state of this category.', schema: component('StateCategory') },
  severity: { description: 'Whose highest severity is this.', schema: text },
  projectId: { description: 'The Nucleus project, where the body names none.', schema: text },
  queue: { description: 'Of this queue alone.', schema: text },
  search: { description: 'Words of the title, or the number of the work item.', schema: text },
};

/** The names in braces of a route. */
export const pathParametersOf = (route: string): string[] =>
  [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same body does the work once, however often it is sent.',
  schema: Type.String({ maxLength: 255 }),
};

const correlationId: Parameter = {
  name: 'x-correlation-id',
  in: 'header',
  required: false,
  description: 'Comes back in the answer and in the logs; made up if it is not sent.',
  schema: Type.String({ pattern: '^[\\w.:-]{1,128}$' }),
};

/** @throws Error a query parameter that nothing is said of, which a test finds */
export function parametersOf(route: string, query: readonly string[], isRepeatable: boolean): Parameter[] {
  return [
    ...pathParametersOf(route).map((name): Parameter => ({ name, in: 'path', required: true, schema: text })),
    ...query.map((name): Parameter => {
      const known = queryParameters[name];
      if (!known) throw new Error(`The query parameter "${name}" is not described.`);
      return { name, in: 'query', required: false, ...known };
    }),
    ...(isRepeatable ? [idempotencyKey] : []),
    correlationId,
  ];
}
