import { RuleValidationError, UnavailableError } from '../../../shared/azure-devops/errors';
import type { AzureDevOpsClient } from '../../../shared/azure-devops/client';
import { askStateDemands } from '../../../shared/tickets/state-demands';

const clientThat = (createWorkItem: AzureDevOpsClient['createWorkItem']) => ({ createWorkItem });

const refusing = (...fields: [string, string][]) =>
  clientThat(() =>
    Promise.reject(
      new RuleValidationError(
        fields.map(([referenceName, message]) => ({ referenceName, message })),
        { seen: 'Refused.', remedy: '' },
      ),
    ),
  );

describe('askStateDemands', () => {
  it('writes nothing', async () => {
    const create = jest.fn<Promise<never>, Parameters<AzureDevOpsClient['createWorkItem']>>(() =>
      Promise.reject(new RuleValidationError([], { seen: '', remedy: '' })),
    );
    await askStateDemands(clientThat(create), 'Ferry', 'Bug', 'Active');
    const [project, type, operations, options] = create.mock.calls[0]!;
    expect([project, type, options]).toEqual(['Ferry', 'Bug', { validateOnly: true }]);
    expect(operations).toContainEqual({ op: 'add', path: '/fields/System.State', value: 'Active' });
  });

  it('takes what must have a value, not what is wrong with the state or with another value', async () => {
    const client = refusing(
      ['System.State', "The field 'State' contains the value 'Active' that is not in the list"],
      [
        'System.AssignedTo',
        'TF401320: Rule Error for field Assigned To. Error code: Required, HasValues, InvalidEmpty.',
      ],
      ['Custom.Cost', 'TF401320: Rule Error for field Cost. Error code: InvalidNotEmpty.'],
    );
    const demands = await askStateDemands(client, 'Ferry', 'Bug', 'Active');
    expect(demands.map(({ referenceName }) => referenceName)).toEqual(['System.AssignedTo']);
  });

  it('lets other trouble through', async () => {
    const client = clientThat(() => Promise.reject(new UnavailableError(true, {})));
    await expect(askStateDemands(client, 'Ferry', 'Bug', 'Active')).rejects.toThrow(UnavailableError);
  });
});
