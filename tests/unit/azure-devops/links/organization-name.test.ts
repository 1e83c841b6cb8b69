import { organizationNameOf } from '../../../../shared/azure-devops/links/organization-name';

describe('organizationNameOf', () => {
  it.each([
    ['https://dev.azure.com/Tailspin/', 'Tailspin'],
    ['https://dev.azure.com/Tailspin', 'Tailspin'],
    ['https://tailspin.visualstudio.com/', 'tailspin'],
    ['http://localhost:4000/Tailspin', 'Tailspin'],
    ['https://boards.tailspin.example/tfs/Main/', 'Main'],
    ['https://boards.tailspin.example/', undefined],
    ['nonsense', undefined],
  ])('%s', (location, name) => expect(organizationNameOf(location)).toBe(name));
});
