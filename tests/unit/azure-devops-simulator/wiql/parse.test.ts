import { parseQuery } from '../../../../local/azure-devops/wiql/parse';
import type { Condition, Operand } from '../../../../local/azure-devops/wiql/query';
import { tokenize } from '../../../../local/azure-devops/wiql/tokenize';

const valuesOf = (operand: Operand): unknown[] => Object.values({ ...operand, kind: undefined }).slice(1);
const shown = (condition: Condition): string => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${condition.parts.map(shown).join(` ${condition.kind} `)})`;
    case 'not':
      return `not ${shown(condition.part)}`;
    case 'compare':
      return `${condition.field.name} ${condition.operator} ${JSON.stringify(condition.operands.flatMap(valuesOf))}`;
  }
};
const where = (text: string) => shown(parseQuery(`select [System.Id] from workitems where ${text}`).where!);

describe('WIQL', () => {
  it('is cut into tokens', () => {
    expect(
      tokenize("[A B] <> 'it''s' AND x.y >= @today-1.5").map(({ kind, text }) => `${kind} ${text}`),
    ).toEqual([
      'field A B',
      'symbol <>',
      "text it's",
      'word AND',
      'word x.y',
      'symbol >=',
      'macro @today',
      'symbol -',
      'number 1.5',
    ]);
  });

  it.each([
    [
      "[State] = 'a' or [State] = 'b' and [State] = 'c'",
      '(State = ["a"] or (State = ["b"] and State = ["c"]))',
    ],
    [
      "([State] = 'a' or [State] = 'b') and not [State] = 'c'",
      '((State = ["a"] or State = ["b"]) and not State = ["c"])',
    ],
    ['[System.CreatedDate] > @today - 30', 'Created Date > ["@today",-30]'],
    ["[State] not in ('a', 'b')", 'not State in ["a","b"]'],
    ["[Title] not contains 'a'", 'not Title contains ["a"]'],
    ["ever [State] = 'a'", 'State ever ["a"]'],
    ["not ever [State] = 'a'", 'not State ever ["a"]'],
    ['[ID] = -1', 'ID = [-1]'],
  ])('%s', (text, expected) => {
    expect(where(text)).toBe(expected);
  });

  it('has columns, an order and a time', () => {
    const query = parseQuery(
      "SELECT [Id], Title FROM WorkItems ORDER BY [Id], [System.Title] DESC ASOF '2026-01-01'",
    );
    expect(query.fields.map(({ name }) => name)).toEqual(['ID', 'Title']);
    expect(query.orderBy.map(({ field, descending }) => [field.name, descending])).toEqual([
      ['ID', false],
      ['Title', true],
    ]);
    expect(query.asOf).toEqual({ kind: 'text', text: '2026-01-01' });
    expect(query.where).toBeUndefined();
  });
});
