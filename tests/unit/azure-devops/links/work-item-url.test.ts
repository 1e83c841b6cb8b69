import { workItemUrl } from '../../../../shared/azure-devops/links/work-item-url';

describe('workItemUrl', () => {
  it('encodes the project', () =>
    expect(workItemUrl('https://dev.azure.com/Tailspin', 'Web & Shop', 7)).toBe(
      'https://dev.azure.com/Tailspin/Web%20%26%20Shop/_workitems/edit/7',
    ));
});
