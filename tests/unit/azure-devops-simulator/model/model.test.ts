import { ClassificationTree, fieldPath } from '../../../../local/azure-devops/model/classification-tree';
import { isoDate, usDate } from '../../../../local/azure-devops/model/dates';
import { findIdentity } from '../../../../local/azure-devops/model/find-identity';
import { createMember } from '../../../../local/azure-devops/model/member';
import { stableGuid } from '../../../../local/azure-devops/model/stable-guid';

describe('dates', () => {
  it.each([
    ['2026-01-02T03:04:58.970Z', '2026-01-02T03:04:58.97Z', '1/2/2026 3:04:58 AM'],
    ['2026-12-31T12:00:50.000Z', '2026-12-31T12:00:50Z', '12/31/2026 12:00:50 PM'],
    ['2026-12-31T00:00:00.100Z', '2026-12-31T00:00:00.1Z', '12/31/2026 12:00:00 AM'],
  ])('%s', (date, iso, us) => {
    expect([isoDate(new Date(date)), usDate(new Date(date))]).toEqual([iso, us]);
  });
});

describe('people', () => {
  const members = [
    ['Ann Ott', 'ann@local.example'],
    ['Bo <Boss> Ek', 'bo@local.example'],
    ['Same', 'one@local.example'],
    ['Same', 'two@local.example'],
  ].map(
    ([displayName = '', uniqueName]) =>
      createMember('o', { displayName, ...(uniqueName && { uniqueName }) }).identity,
  );

  it.each([
    ['ann@LOCAL.example', 0],
    ['Ann Ott', 0],
    ['Whatever <ann@local.example>', 0],
    ['Bo <Boss> Ek <bo@local.example>', 1],
    [{ uniqueName: 'two@local.example', displayName: 'Same' }, 3],
    [{ displayName: 'Ann Ott' }, 0],
    ['Same', undefined],
    [{ id: 'x' }, undefined],
    ['Nobody', undefined],
    [7, undefined],
  ])('%p is found', (value, place) => {
    expect(findIdentity(members, value)).toBe(place === undefined ? undefined : members[place]);
  });

  it('are service principals when they have an object id, which is then their name', () => {
    const { identity } = createMember('o', { displayName: 'App', objectId: 'oid', applicationId: 'aid' });
    expect(identity).toMatchObject({ uniqueName: 'oid', descriptor: expect.stringMatching(/^aadsp\./) });
    expect(identity.id).not.toBe('oid');
  });
});

describe('stable GUIDs', () => {
  it('are the same for the same words and have the form of a GUID', () => {
    expect(stableGuid('a', 'b')).toBe(stableGuid('a', 'b'));
    expect(stableGuid('a', 'b')).not.toBe(stableGuid('ab'));
    expect(stableGuid('a')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('areas', () => {
  let last = 0;
  const tree = new ClassificationTree('Pay', 'area', () => ++last);
  const web = tree.add(tree.root, 'Web');
  const cart = tree.add(web, 'Cart');

  it.each([
    ['Pay', tree.root],
    ['pay\\WEB\\cart', cart],
    ['\\Pay\\Web', undefined],
    ['Pay\\Area\\Web', undefined],
    ['Web', undefined],
    ['Pay\\Web\\None', undefined],
    ['', undefined],
  ])('the field value %p', (path, node) => {
    expect(tree.atFieldPath(path)).toBe(node);
  });

  it('are found below the root by path, and by id until they are removed', () => {
    expect(tree.below('Web/Cart')).toBe(cart);
    expect(tree.below('\\Web\\Cart')).toBe(cart);
    expect(fieldPath(cart)).toBe('Pay\\Web\\Cart');
    expect(tree.withId(cart.id)).toBe(cart);
    tree.remove(cart);
    expect(tree.withId(cart.id)).toBeUndefined();
    expect(web.children).toEqual([]);
  });
});
