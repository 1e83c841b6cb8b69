import type { AzureDevOpsClient, Comment } from '../azure-devops/client';

/** Every comment of a work item, deleted ones too; a request per 200. */
export async function readComments(
  azureDevOps: AzureDevOpsClient,
  { project, workItemId }: { project: string; workItemId: number },
): Promise<Comment[]> {
  const comments: Comment[] = [];
  let token: string | undefined;
  do {
    const page = await azureDevOps.comments(project, workItemId, token);
    comments.push(...page.comments);
    token = page.continuationToken;
  } while (token !== undefined);
  return comments;
}
