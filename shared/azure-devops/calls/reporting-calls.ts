import { listAt, member, numberAt, objectAt, textAt } from '../answers/json-values';
import type { AzureDevOpsClient } from '../client';
import { InvalidAnswerError } from '../errors';
import { address } from '../transport/address';
import type { Transport } from '../transport/transport';

/** What has changed in the organization since a token (facts: azure-devops.md section 4.8, "Reporting"). */
export function reportingCalls(transport: Transport): Pick<AzureDevOpsClient, 'reportingRevisions'> {
  return {
    reportingRevisions: async ({ continuationToken, startDateTime, fields }) => {
      // A token and a start exclude each other; the token knows more.
      const query = continuationToken === undefined ? { startDateTime } : { continuationToken };
      const { body } = await transport.send({
        method: 'POST',
        url: address(transport.organizationUrl, '_apis/wit/reporting/workitemrevisions', query),
        body: { fields, includeLatestOnly: true, includeDeleted: true },
        effect: 'none',
        timeoutMs: 60_000,
      });
      const next = textAt(body, 'continuationToken');
      if (next === undefined)
        throw new InvalidAnswerError('A page of changes came without the token of the next one.');
      return {
        revisions: listAt(body, 'values').map((value) => ({
          id: numberAt(value, 'id') ?? 0,
          rev: numberAt(value, 'rev') ?? 0,
          fields: objectAt(value, 'fields'),
        })),
        continuationToken: next,
        isLastBatch: member(body, 'isLastBatch') === true,
      };
    },
  };
}
