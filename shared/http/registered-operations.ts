import type { TSchema } from '@sinclair/typebox';
import type { Role } from '../config';
import type { LazySchema } from './lazy-schema';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What the document of the API says of an HTTP function, taken from the definition that serves it. */
export interface RegisteredOperation {
  name: string;
  method: Method;
  /** Below `/api`, parameters in braces. */
  route: string;
  /** undefined: anybody, or whoever has `ownCredentials`. */
  role: Role | undefined;
  body: LazySchema<TSchema> | undefined;
  /** Names of query parameters. */
  query: readonly string[];
  /** Callers come with HTTP Basic credentials of their own. */
  ownCredentials: boolean;
}

const operations: RegisteredOperation[] = [];

export function registerOperation(operation: RegisteredOperation): void {
  operations.push(operation);
}

/** Every HTTP function of the app, in the order of registration. */
export const registeredOperations = (): readonly RegisteredOperation[] => operations;
