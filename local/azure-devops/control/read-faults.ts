import { Ajv } from 'ajv';
import { ApiError } from '../http/api-error';
import type { Fault } from './faults';

const check = new Ajv().compile<Fault[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['kind'],
    additionalProperties: false,
    properties: {
      match: {
        type: 'object',
        additionalProperties: false,
        properties: { method: { type: 'string' }, route: { type: 'string' } },
      },
      kind: {
        enum: [
          'status',
          'reply-lost',
          'sign-in-page',
          'truncated',
          'retry-after',
          'html',
          'stopped',
          'conflict',
        ],
      },
      status: { type: 'integer' },
      retryAfterSeconds: { type: 'number', minimum: 0 },
      when: { enum: ['before', 'after'] },
      every: { type: 'integer', minimum: 1 },
      times: { type: 'integer', minimum: 0 },
      probability: { type: 'number', minimum: 0, maximum: 1 },
      seed: { type: 'integer' },
    },
  },
});

/** @throws ApiError 400 for what no fault can be made of */
export function readFaults(body: unknown): Fault[] {
  if (check(body)) return body;
  const [first] = check.errors ?? [];
  throw new ApiError(400, 'BadFaults', `Faults ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
}
