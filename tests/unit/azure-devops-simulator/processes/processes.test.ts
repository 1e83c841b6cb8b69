import { findField } from '../../../../local/azure-devops/processes/field-catalogue';
import type { Process, WorkItemType } from '../../../../local/azure-devops/processes/process';
import { processes } from '../../../../local/azure-devops/processes/processes';

const types = Object.values(processes).flatMap((process) =>
  process.types.map((type): [string, Process, WorkItemType] => [
    `${process.name} ${type.name}`,
    process,
    type,
  ]),
);

describe.each(types)('%s', (_, __, type) => {
  const names = type.states.map(({ name }) => name);

  it('has transitions between its own states only, with reasons', () => {
    const steps = [...type.transitions.values()].flat();
    expect(
      steps.filter(({ from, to }) => (from !== '' && !names.includes(from)) || !names.includes(to)),
    ).toEqual([]);
    expect(steps.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
    expect(names).toContain(type.initialState);
  });

  it('can reach every state from the initial one', () => {
    const reached = new Set([type.initialState]);
    for (const name of reached) for (const { to } of type.transitions.get(name) ?? []) reached.add(to);
    expect([...reached].sort()).toEqual([...names].sort());
  });

  it('has actions that are steps of its workflow', () => {
    const isStep = ({ from, to }: { from: string; to: string }) =>
      type.transitions.get(from)?.some((step) => step.to === to);
    expect(type.actions.filter((action) => !isStep(action))).toEqual([]);
  });

  it('knows every field it names', () => {
    const used = [...type.fields, ...type.required, ...[...type.requiredIn.values()].flat()];
    expect(used.filter((name) => !findField(name))).toEqual([]);
    expect(new Set(type.fields).size).toBe(type.fields.length);
    expect(type.required.filter((name) => !type.fields.includes(name))).toEqual([]);
  });

  it('begins with values that its lists hold', () => {
    for (const { values, initially } of type.fieldUses.values())
      if (values && initially !== undefined) expect(values).toContain(String(initially));
  });
});

describe('processes', () => {
  it('have the ids of the real templates', () => {
    expect(Object.values(processes).map(({ name, id }) => [name, id.slice(0, 8)])).toEqual([
      ['Agile', 'adcc42ab'],
      ['Scrum', '6b724908'],
      ['CMMI', '27450541'],
      ['Basic', 'b8a3a935'],
    ]);
  });

  it('hide what people do not create by hand', () => {
    for (const { categories, types: all } of Object.values(processes)) {
      const hidden = categories.get('Microsoft.HiddenCategory') ?? [];
      expect(hidden.filter((name) => !all.some((type) => type.name === name))).toEqual([]);
    }
  });

  it.each([
    ['Agile', 'Bug', 'Resolved'],
    ['Agile', 'User Story', 'InProgress'],
    ['CMMI', 'Task', 'InProgress'],
    ['CMMI', 'Risk', 'Resolved'],
  ] as const)('%s %s: Resolved is of category %s', (process, name, category) => {
    const type = processes[process].types.find((one) => one.name === name);
    expect(type?.states.find((state) => state.name === 'Resolved')?.category).toBe(category);
  });
});
