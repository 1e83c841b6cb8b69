import type { Role } from '../../../shared/config';
import { ForbiddenError, UnauthenticatedError } from '../../../shared/errors';
import { authenticateCaller, requireRole } from '../../../shared/security/authenticate-caller';

const keys: { role: Role; keys: string[] }[] = [
  { role: 'administrator', keys: ['admin-new', 'admin-old'] },
  { role: 'operator', keys: ['operate'] },
  { role: 'reader', keys: [] },
  { role: 'nucleus', keys: ['post', 'admin-old'] },
];

describe('authenticateCaller', () => {
  it.each([
    ['admin-new', 'administrator'],
    ['operate', 'operator'],
    ['post', 'nucleus'],
    ['admin-old', 'administrator'],
  ])('knows %s as %s', (key, role) => expect(authenticateCaller(key, keys)).toEqual({ role }));

  it.each([null, '', ' ', 'Operate', 'operate '])('refuses %j', (key) => {
    expect(() => authenticateCaller(key, keys)).toThrow(UnauthenticatedError);
  });

  it('lets nobody in where no keys are set', () => {
    expect(() => authenticateCaller('', [{ role: 'reader', keys: [] }])).toThrow(UnauthenticatedError);
    expect(() => authenticateCaller('x', [])).toThrow(UnauthenticatedError);
  });

  it('does not repeat the key in its refusal', () => {
    expect(() => authenticateCaller('guess-4711', keys)).not.toThrow(/4711/);
  });
});

describe('requireRole', () => {
  const roles = ['administrator', 'operator', 'reader', 'nucleus'] as const;
  const allowed: Record<Role, readonly Role[]> = {
    administrator: roles,
    operator: ['operator', 'reader'],
    reader: ['reader'],
    nucleus: ['nucleus'],
  };
  const cases = roles.flatMap((role) =>
    roles.map((needed) => [role, needed, allowed[role].includes(needed)] as const),
  );

  it.each(cases)('%s where %s is needed: %s', (role, needed, may) => {
    const ask = () => requireRole({ role }, needed);
    if (may) expect(ask).not.toThrow();
    else expect(ask).toThrow(ForbiddenError);
  });
});
