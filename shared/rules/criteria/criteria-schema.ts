import { type TSchema, Type } from '@sinclair/typebox';
import { oneOf } from '../../http/schemas';

export const operators = [
  'is',
  'isNot',
  'isOneOf',
  'isNoneOf',
  'contains',
  'startsWith',
  'matchesWildcard',
  'matchesRegex',
  'greaterThan',
  'lessThan',
  'inIpRange',
  'containsAny',
  'containsAll',
  'exists',
] as const;

export type Operator = (typeof operators)[number];

export interface Condition {
  /** A field as Nucleus names it; dots lead into objects. */
  field: string;
  operator: Operator;
  value?: string | number | boolean | (string | number)[];
}

export interface Criteria {
  match: 'all' | 'any';
  conditions: (Condition | Criteria)[];
}

export const isGroup = (part: Condition | Criteria): part is Criteria => 'conditions' in part;

const operand = Type.Union([Type.String({ maxLength: 1_000 }), Type.Number()]);

const conditionSchema = Type.Object(
  {
    field: Type.String({ minLength: 1, maxLength: 200 }),
    operator: oneOf(operators),
    value: Type.Optional(Type.Union([operand, Type.Boolean(), Type.Array(operand, { maxItems: 500 })])),
  },
  { additionalProperties: false },
);

/** Deep enough for any rule that a person can still read; a bound on what evaluating a rule may cost. */
const deepestNesting = 4;

/** Whether a part is a condition or a group shows in its keys, which keeps error messages about one of them only. */
function partSchema(depth: number): TSchema {
  if (depth === 0) return conditionSchema;
  return Type.Unsafe({
    type: 'object',
    if: { required: ['conditions'] },
    then: groupSchema(depth),
    else: conditionSchema,
  });
}

function groupSchema(depth: number): TSchema {
  return Type.Object(
    { match: oneOf(['all', 'any']), conditions: Type.Array(partSchema(depth - 1), { maxItems: 100 }) },
    { additionalProperties: false },
  );
}

/** Criteria as JSON Schema, nested up to four deep. */
export const criteriaSchema = Type.Unsafe<Criteria>(groupSchema(deepestNesting));
