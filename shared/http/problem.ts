import type { FieldFault } from '../errors';
import { ProblemError } from '../errors';

/** An error answer as RFC 9457 has it, with our stable `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  correlationId: string;
  errors?: FieldFault[];
  [extension: string]: unknown;
}

/**
 * What a caller is told about an error. What was raised on purpose speaks for itself; anything else is ours to mend
 * and says nothing but where to look it up.
 */
export function toProblem(error: unknown, correlationId: string): Problem {
  if (error instanceof ProblemError) {
    const { status, code, title, errors, extensions } = error.details;
    return {
      ...extensions,
      type: `urn:nucleus-azure-devops:problem:${code}`,
      title,
      status,
      detail: error.message,
      code,
      correlationId,
      ...(errors ? { errors } : {}),
    };
  }
  return {
    type: 'urn:nucleus-azure-devops:problem:internal-error',
    title: 'Something went wrong on our side',
    status: 500,
    detail: 'The request could not be carried out. The logs tell more under this correlation id.',
    code: 'internal-error',
    correlationId,
  };
}
