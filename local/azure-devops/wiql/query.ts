import type { FieldDefinition } from '../processes/process';

export type Operator =
  | '='
  | '<>'
  | '<'
  | '>'
  | '<='
  | '>='
  | 'contains'
  | 'contains words'
  | 'under'
  | 'in'
  | 'in group'
  | 'ever'
  | 'is empty';

/** What a field is compared with. */
export type Operand =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** `@today - 7` has the offset -7. */
  | { kind: 'macro'; name: string; offset: number }
  | { kind: 'field'; field: FieldDefinition };

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; field: FieldDefinition; operator: Operator; operands: Operand[] };

/** A flat query over work items. */
export interface Query {
  fields: FieldDefinition[];
  where: Condition | undefined;
  orderBy: { field: FieldDefinition; descending: boolean }[];
  asOf: Operand | undefined;
}
