import type { WorkItemType } from '../work-item-type';

const reproSteps = 'Microsoft.VSTS.TCM.ReproSteps';

/**
 * The field that the form of the type shows as its description. Types with Repro Steps (bugs) show those and hide the
 * description (facts: azure-devops.md section 4.3).
 */
export const descriptionField = ({ fields }: Pick<WorkItemType, 'fields'>): string =>
  fields.some(({ referenceName }) => referenceName === reproSteps) ? reproSteps : 'System.Description';
