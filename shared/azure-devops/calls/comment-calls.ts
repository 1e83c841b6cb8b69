import { listAt, numberAt, textAt } from '../answers/json-values';
import { toComment } from '../answers/to-comment';
import type { AzureDevOpsClient } from '../client';
import { address, segment } from '../transport/address';
import type { Transport } from '../transport/transport';

/** The version that knows Markdown; the official client stays one behind (facts: azure-devops.md sections 1.2, 4.7). */
const apiVersion = '7.1-preview.4';

const commentsPerPage = 200;

/** Comments of a work item. Deleted ones are listed too: their end has to be learnt. */
export function commentCalls(transport: Transport): Pick<AzureDevOpsClient, 'comments' | 'addComment'> {
  const addressOf = (
    project: string,
    id: number,
    query: Record<string, string | number | boolean | undefined>,
  ) =>
    address(
      transport.organizationUrl,
      `${segment(project)}/_apis/wit/workItems/${id}/comments`,
      query,
      apiVersion,
    );

  return {
    comments: async (project, id, continuationToken) => {
      const query = { $top: commentsPerPage, order: 'asc', includeDeleted: true, continuationToken };
      const { body } = await transport.send({
        method: 'GET',
        url: addressOf(project, id, query),
        effect: 'none',
      });
      return {
        comments: listAt(body, 'comments').map(toComment),
        totalCount: numberAt(body, 'totalCount') ?? 0,
        continuationToken: textAt(body, 'continuationToken'),
      };
    },

    addComment: async (project, id, text, format) => {
      const url = addressOf(project, id, { format });
      const { body } = await transport.send({ method: 'POST', url, body: { text }, effect: 'once' });
      return toComment(body);
    },
  };
}
