import { Directory } from '../../../local/entra/directory';

const now = new Date('2026-06-01T12:00:00Z');

function aDirectory() {
  const secrets = [{ value: 'one' }];
  const application = { clientId: 'client-a', objectId: 'object-a', displayName: 'connector', secrets };
  const directory = new Directory([{ id: 'tenant-a', applications: [application] }]);
  const current = () => directory.application(directory.tenant('tenant-a')!, 'client-a')!.secrets;
  return { directory, current, secrets };
}

describe('Directory', () => {
  it('finds tenants and applications whatever the casing', () => {
    const { directory } = aDirectory();
    expect(directory.application(directory.tenant('TENANT-A')!, 'Client-A')?.objectId).toBe('object-a');
    expect(directory.tenant('tenant-b')).toBeUndefined();
  });

  it('names a directory by its id if it has no name', () => {
    expect(aDirectory().directory.tenant('tenant-a')?.displayName).toBe('tenant-a');
  });

  it('keeps the old secret beside a new one until it is expired or removed', () => {
    const { directory, current } = aDirectory();
    expect(directory.addSecret('client-a', { value: 'two' })).toBe(true);
    expect(directory.expireSecret('client-a', 'one', now)).toBe(true);
    expect(current()).toEqual([{ value: 'one', expiresAt: now.toISOString() }, { value: 'two' }]);
    expect(directory.removeSecret('client-a', 'one')).toBe(true);
    expect(current()).toEqual([{ value: 'two' }]);
  });

  it('says when there is nothing to change', () => {
    const { directory } = aDirectory();
    expect(directory.addSecret('client-b', { value: 'two' })).toBe(false);
    expect(directory.expireSecret('client-a', 'three', now)).toBe(false);
    expect(directory.removeSecret('client-b', 'one')).toBe(false);
  });

  it('leaves the options that it was made from alone', () => {
    const { directory, secrets } = aDirectory();
    directory.addSecret('client-a', { value: 'two' });
    expect(secrets).toEqual([{ value: 'one' }]);
  });
});
