import { organizationUrl } from '../../../../shared/azure-devops/transport/organization-url';

describe('organizationUrl', () => {
  it.each([
    ['https://dev.azure.com', 'Tailspin', 'https://dev.azure.com/Tailspin'],
    ['https://dev.azure.com/', 'tailspin', 'https://dev.azure.com/tailspin'],
    ['https://dev.azure.com/Tailspin/', 'tailspin', 'https://dev.azure.com/Tailspin'],
    ['https://tailspin.visualstudio.com', 'Tailspin', 'https://tailspin.visualstudio.com'],
    ['https://other.visualstudio.com', 'Tailspin', 'https://other.visualstudio.com/Tailspin'],
    ['http://localhost:4000', 'Tailspin', 'http://localhost:4000/Tailspin'],
    ['https://boards.tailspin.example/tfs', 'Main', 'https://boards.tailspin.example/tfs/Main'],
    ['https://dev.azure.com?x=1#y', 'a b', 'https://dev.azure.com/a%20b'],
  ])('%s and %s', (instance, organization, url) => expect(organizationUrl(instance, organization)).toBe(url));
});
