import { nodePathOf } from '../../../../shared/azure-devops/calls/classification-path';

describe('nodePathOf', () => {
  it.each<[string, string, string[] | undefined]>([
    ['Payments', 'Payments', []],
    ['Payments', 'payments\\Web\\Shop 2.0', ['Web', 'Shop 2.0']],
    ['Payments', 'Other\\Web', undefined],
    ['Payments', '\\Payments\\Web', undefined],
    ['Payments', 'Payments\\\\Web', undefined],
    ['Payments', 'Payments\\..\\Web', undefined],
    ['b1a2c3d4-0000-4000-8000-000000000001', 'Payments\\Web', ['Web']],
    ['Payments', '', undefined],
  ])('%s: %s', (project, path, nodes) => expect(nodePathOf(project, path)).toEqual(nodes));
});
