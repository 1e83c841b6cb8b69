import type { TSchema } from '@sinclair/typebox';
import type { ProblemCode } from './problem-codes';

/** An answer of success. */
export interface AnswerDescription {
  description: string;
  /** undefined: no body. */
  schema?: TSchema;
  /** The header `location` says where what was made can be read. */
  hasLocation?: true;
}

/** What people want to know of an operation and its definition does not say; by the name of its function. */
export interface OperationDescription {
  summary: string;
  /** Takes the header `Idempotency-Key`. */
  isRepeatable?: true;
  /** Asks Azure DevOps while the caller waits, and may fail as it does. */
  asksAzureDevOps?: true;
  answers: Record<number, AnswerDescription>;
  /** Beyond those that follow from the definition (`problemsOf`). */
  problems?: readonly ProblemCode[];
  /** A body that fits. */
  example?: unknown;
}

export type OperationDescriptions = Record<string, OperationDescription>;
