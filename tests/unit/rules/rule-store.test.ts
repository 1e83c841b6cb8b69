import { NotFoundError } from '../../../shared/errors';
import { RuleStore } from '../../../shared/rules/rule-store';
import { aRuleInput } from '../../support/builders/a-rule';
import { MemoryTable } from '../../support/memory-table';

const namesOf = (rules: { name: string }[]) => rules.map(({ name }) => name);

describe('RuleStore', () => {
  afterEach(() => jest.restoreAllMocks());

  it('keeps a rule as it was given, with an id and its times', async () => {
    const store = new RuleStore(new MemoryTable());
    const rule = await store.create(aRuleInput());
    expect(rule).toEqual({
      ...aRuleInput(),
      id: expect.any(String),
      createdAt: rule.updatedAt,
      updatedAt: rule.createdAt,
    });
    expect(await store.get(rule.id)).toEqual(rule);
  });

  it('lists in the order in which rules are asked', async () => {
    const store = new RuleStore(new MemoryTable());
    for (const order of [30, 10, 20]) await store.create(aRuleInput({ name: `rule ${order}`, order }));
    expect(namesOf(await store.list())).toEqual(['rule 10', 'rule 20', 'rule 30']);
  });

  it('replaces a rule whole, and keeps its id and age', async () => {
    const store = new RuleStore(new MemoryTable());
    const withoutClosing = aRuleInput();
    delete withoutClosing.autoClose;
    const before = await store.create(aRuleInput());
    const after = await store.replace(before.id, { ...withoutClosing, name: 'Renamed' });
    expect(after).toMatchObject({ id: before.id, createdAt: before.createdAt, name: 'Renamed' });
    expect(await store.get(before.id)).not.toHaveProperty('autoClose');
  });

  it('forgets a rule that was deleted', async () => {
    const store = new RuleStore(new MemoryTable());
    const rule = await store.create(aRuleInput());
    await store.delete(rule.id);
    expect(await store.find(rule.id)).toBeUndefined();
    expect(await store.list()).toEqual([]);
  });

  it.each([
    ['get', (store: RuleStore) => store.get('nobody')],
    ['replace', (store: RuleStore) => store.replace('nobody', aRuleInput())],
    ['delete', (store: RuleStore) => store.delete('nobody')],
  ])('%s says when there is no such rule', async (_, ask) => {
    await expect(ask(new RuleStore(new MemoryTable()))).rejects.toThrow(NotFoundError);
  });
});

describe('RuleStore.recent', () => {
  afterEach(() => jest.restoreAllMocks());

  it('reads once for many who ask within two seconds, and again after', async () => {
    const table = new MemoryTable();
    const store = new RuleStore(table);
    const list = jest.spyOn(table, 'list');
    await Promise.all([store.recent(), store.recent()]);
    await store.recent();
    expect(list).toHaveBeenCalledTimes(1);
    jest.spyOn(Date, 'now').mockReturnValue(new Date().getTime() + 2_500);
    await store.recent();
    expect(list).toHaveBeenCalledTimes(2);
  });

  it('knows at once what this instance of the app changed', async () => {
    const store = new RuleStore(new MemoryTable());
    await store.recent();
    const rule = await store.create(aRuleInput({ name: 'one' }));
    expect((await store.recent()).map(({ rule: { name } }) => name)).toEqual(['one']);
    await store.replace(rule.id, aRuleInput({ name: 'two' }));
    expect((await store.recent()).map(({ rule: { name } }) => name)).toEqual(['two']);
    await store.delete(rule.id);
    expect(await store.recent()).toEqual([]);
  });

  it('does not remember a read that failed', async () => {
    const table = new MemoryTable();
    const store = new RuleStore(table);
    jest.spyOn(table, 'list').mockRejectedValueOnce(new Error('busy'));
    await expect(store.recent()).rejects.toThrow('busy');
    expect(await store.recent()).toEqual([]);
  });
});
