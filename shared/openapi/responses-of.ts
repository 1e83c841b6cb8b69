import { groupBy } from '../group-by';
import type { AnswerDescription } from './operation-description';
import { type ProblemCode, problemStatuses } from './problem-codes';
import { component } from './schemas/component';

const header = (description: string) => ({ description, schema: { type: 'string' } });

function answer({ description, schema, hasLocation }: AnswerDescription) {
  return {
    description,
    headers: {
      'x-correlation-id': header('Finds the request in the logs.'),
      ...(hasLocation ? { location: header('Where to read what was made.') } : {}),
    },
    ...(schema ? { content: { 'application/json': { schema } } } : {}),
  };
}

const problem = (codes: readonly ProblemCode[]) => ({
  description: `A problem: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
  content: {
    'application/problem+json': {
      schema: { allOf: [component('Problem'), { properties: { code: { enum: codes } } }] },
    },
  },
});

/** The answers of an operation by status: those of success, and problems with the codes that come with each status. */
export function responsesOf(
  answers: Record<number, AnswerDescription>,
  codes: readonly ProblemCode[],
): Record<string, object> {
  const byStatus = groupBy(
    codes.flatMap((code) => problemStatuses[code].map((status) => ({ code, status }))),
    ({ status }) => String(status),
  );
  const problems = [...byStatus]
    .filter(([status]) => answers[Number(status)] === undefined)
    .map(([status, entries]) => [status, problem(entries.map(({ code }) => code))]);
  const successes = Object.entries(answers).map(([status, description]) => [status, answer(description)]);
  return Object.fromEntries([...successes, ...problems]) as Record<string, object>;
}
