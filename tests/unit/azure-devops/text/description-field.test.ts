import { descriptionField } from '../../../../shared/azure-devops/text/description-field';
import { aWorkItemType, workflows } from '../../../support/builders/a-work-item-type';

describe('descriptionField', () => {
  it.each([
    [
      'repro steps where the type has them',
      ['System.Description', 'Microsoft.VSTS.TCM.ReproSteps'],
      'Microsoft.VSTS.TCM.ReproSteps',
    ],
    ['the description elsewhere', ['System.Title', 'System.Description'], 'System.Description'],
  ])('is %s', (_, fields, expected) =>
    expect(descriptionField(aWorkItemType(workflows.agileBug, { fields }))).toBe(expected),
  );
});
