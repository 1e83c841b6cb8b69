import { applyRelations } from '../../../../local/azure-devops/rules/apply-relations';
import type { Relation } from '../../../../local/azure-devops/work-item-change';
import { thrownBy } from '../thrown-by';

const child = (id: number): Relation => ({
  rel: 'System.LinkTypes.Hierarchy-Forward',
  url: `http://localhost/o/p/_apis/wit/workItems/${id}`,
  attributes: {},
});
const nothing = { addedRelations: [], removedRelations: [], relationComments: new Map<number, string>() };
const apply = (
  current: Relation[],
  change: Partial<typeof nothing> | { addedRelations: Relation[] },
  limit = 100,
) => applyRelations(1, current, { ...nothing, ...change }, limit, (relation) => relation);
const targets = (relations: Relation[]) => relations.map(({ url }) => url.split('/').at(-1));

describe('relations', () => {
  it('are removed by their places before the patch', () => {
    const { relations, removed } = applyRelations(
      1,
      [child(162), child(164), child(163)],
      { ...nothing, removedRelations: [0, 2] },
      100,
      (relation) => relation,
    );
    expect(targets(relations)).toEqual(['164']);
    expect(targets(removed)).toEqual(['162', '163']);
  });

  it('do not come back in the order of adding, but always in the same', () => {
    const one = apply([], { addedRelations: [child(162), child(163), child(164)] });
    const two = apply([], { addedRelations: [child(164), child(162), child(163)] });
    expect(one.relations).toEqual(two.relations);
  });

  it('get a new comment in place', () => {
    const { relations, updated } = applyRelations(
      1,
      [child(2)],
      { ...nothing, relationComments: new Map([[0, 'Seen']]) },
      100,
      (relation) => relation,
    );
    expect(relations).toMatchObject([{ attributes: { comment: 'Seen' } }]);
    expect(updated).toEqual(relations);
  });

  const parent = (id: number) => ({ ...child(id), rel: 'System.LinkTypes.Hierarchy-Reverse' });
  const hyperlink = { rel: 'Hyperlink', url: 'https://one.example/', attributes: {} };
  it.each([
    ['the same link again', [child(2)], child(2), 'RelationAlreadyExistsException'],
    [
      'the same link in another form',
      [child(2)],
      { ...child(2), url: 'http://127.0.0.1/O/_apis/wit/workitems/2' },
      'RelationAlreadyExistsException',
    ],
    [
      'the same page again',
      [hyperlink],
      { ...hyperlink, url: 'https://ONE.example/' },
      'RelationAlreadyExistsException',
    ],
    ['a second parent', [parent(2)], parent(3), 'WorkItemLinkInvalidException'],
    ['an unknown kind', [], { ...hyperlink, rel: 'Neighbour' }, 'VssPropertyValidationException'],
  ])('refuse %s', (_, current, added, typeKey) => {
    expect(thrownBy(() => apply(current, { addedRelations: [added] }))).toMatchObject({
      status: 400,
      typeKey,
    });
  });

  it('refuse a place that does not exist, and more than the limit', () => {
    const outside = { ...nothing, removedRelations: [1] };
    expect(() => applyRelations(1, [child(2)], outside, 100, (relation) => relation)).toThrow(
      'Index out of range',
    );
    expect(() => apply([child(2)], { addedRelations: [child(3)] }, 1)).toThrow('at most 1 links');
  });
});
