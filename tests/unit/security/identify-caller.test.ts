import type { Role } from '../../../shared/config';
import { ForbiddenError, UnauthenticatedError } from '../../../shared/errors';
import { identifyCaller } from '../../../shared/security/identify-caller';
import { roleOfPrincipal } from '../../../shared/security/role-of-principal';

const longName = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const principalWith = (...claims: unknown[]) =>
  encode({ auth_typ: 'aad', name_typ: 'name', role_typ: 'roles', claims });
const role = (val: unknown, typ: unknown = 'roles') => ({ typ, val });

describe('roleOfPrincipal', () => {
  it.each([
    ['one role', principalWith({ typ: 'aud', val: 'x' }, role('operator')), 'operator'],
    ['a role under its long name', principalWith(role('reader', longName)), 'reader'],
    ['the strongest of several', principalWith(role('reader'), role('administrator')), 'administrator'],
    ['a role in other casing', principalWith(role('Administrator')), 'administrator'],
  ])('knows %s', (_, header, expected) => expect(roleOfPrincipal(header)).toBe(expected));

  it.each([
    ['no claims', principalWith()],
    ['a role that is none of ours', principalWith(role('owner'), role('nucleus'), role('reader '))],
    ['a claim of another type', principalWith({ typ: 'name', val: 'administrator' })],
    [
      'a claim type that the principal itself calls the role',
      encode({
        role_typ: 'name',
        claims: [{ typ: 'name', val: 'administrator' }],
      }),
    ],
    ['several roles in one value', principalWith(role(['administrator']), role('reader,administrator'))],
    ['claims that are no objects', principalWith('administrator', null, 7)],
    ['claims that are no list', encode({ claims: { typ: 'roles', val: 'administrator' } })],
    ['a role at the top', encode({ roles: ['administrator'] })],
    ['something else than an object', encode('administrator')],
    ['no JSON', Buffer.from('roles=administrator').toString('base64')],
    ['no base64', '%%%'],
    ['nothing', ''],
  ])('finds no role in %s', (_, header) => expect(roleOfPrincipal(header)).toBeUndefined());
});

describe('identifyCaller', () => {
  const apiKeys: { role: Role; keys: string[] }[] = [
    { role: 'administrator', keys: ['admin-key'] },
    { role: 'reader', keys: ['reader-key'] },
    { role: 'nucleus', keys: ['nucleus-key'] },
  ];
  const administrator = principalWith(role('administrator'));
  const on = { apiKeys, easyAuth: true };
  const off = { apiKeys, easyAuth: false };

  it('takes the role of a token that App Service has checked', () => {
    expect(identifyCaller({ key: null, principal: administrator }, 'administrator', on)).toEqual({
      role: 'administrator',
    });
  });

  it('takes a key where both are sent', () => {
    const both = { key: 'reader-key', principal: administrator };
    expect(identifyCaller(both, 'administrator', on)).toEqual({ role: 'reader' });
  });

  it('says that a token has no role', () => {
    const ask = () => identifyCaller({ key: null, principal: principalWith() }, 'reader', on);
    expect(ask).toThrow(ForbiddenError);
  });

  it.each([
    ['authentication of App Service is off', null, 'administrator', off],
    ['a wrong key is sent with it', 'guess', 'administrator', on],
    ['an empty key is sent with it', '', 'administrator', on],
    ['it comes to a path that App Service lets through', null, 'nucleus', on],
  ] as const)('believes no principal when %s', (_, key, needed, trust) => {
    expect(() => identifyCaller({ key, principal: administrator }, needed, trust)).toThrow(
      UnauthenticatedError,
    );
  });

  it('knows nobody without a key and without a token', () => {
    expect(() => identifyCaller({ key: null, principal: null }, 'reader', on)).toThrow(UnauthenticatedError);
  });
});
