import type { AzureDevOpsClient } from '../azure-devops/client';
import { type RefusedField, RuleValidationError } from '../azure-devops/errors';
import { setField } from '../azure-devops/json-patch';

/** TF401320 spells the broken rules out (facts: azure-devops.md section 3.4). */
const demandsValue = ({ referenceName, message }: RefusedField) =>
  referenceName !== 'System.State' && /\b(Required|InvalidEmpty)\b/.test(message);

/**
 * Asks ADO which fields a work item must hold in a state, with a dry run of creating one there that has a title only.
 * That the state itself is refused on creation does not matter; what is refused besides is what the state demands. The
 * types' description does not say it: `alwaysRequired` is not about states and includes what the server fills in
 * (facts: azure-devops.md section 4.11).
 */
export async function askStateDemands(
  azureDevOps: Pick<AzureDevOpsClient, 'createWorkItem'>,
  project: string,
  workItemType: string,
  state: string,
): Promise<RefusedField[]> {
  const draft = [setField('System.Title', 'Dry run'), setField('System.State', state)];
  try {
    await azureDevOps.createWorkItem(project, workItemType, draft, { validateOnly: true });
    return [];
  } catch (error) {
    if (!(error instanceof RuleValidationError)) throw error;
    return error.fields.filter(demandsValue);
  }
}
