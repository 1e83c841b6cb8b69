import type { Project } from '../../model/project';
import { findField } from '../../processes/field-catalogue';
import type { WorkItemType } from '../../processes/process';
import type { OperationRequest } from '../operation';

export const typeUrl = (
  { baseUrl }: Pick<OperationRequest, 'baseUrl'>,
  project: Project,
  name: string,
): string => `${baseUrl}/${project.id}/_apis/wit/workItemTypes/${encodeURIComponent(name)}`;

/** Each state lists itself first; "" is creation (facts: azure-devops.md section 4.11). */
function renderTransitions(type: WorkItemType) {
  const actionsOf = (from: string, to: string) =>
    type.actions.filter((action) => action.from === from && action.to === to).map(({ name }) => name);
  const steps = (from: string) =>
    (type.transitions.get(from) ?? []).map(({ to }) => {
      const actions = actionsOf(from, to);
      return { to, actions: actions.length > 0 ? actions : null };
    });
  const transitions: Record<string, { to: string; actions: string[] | null }[]> = {};
  for (const { name } of type.states) transitions[name] = [{ to: name, actions: null }, ...steps(name)];
  return { ...transitions, '': steps('') };
}

/** Required in the sense of the type's form: most of these have a default of the server's. */
const alwaysRequired = (type: WorkItemType, name: string): boolean =>
  type.required.includes(name) || ['System.AreaId', 'System.IterationId', 'System.State'].includes(name);

/** A field as its type uses it, without the lists that `$expand` adds. */
export function renderTypeField(
  { baseUrl }: Pick<OperationRequest, 'baseUrl'>,
  type: WorkItemType,
  name: string,
) {
  const field = findField(name);
  const initially = name === 'System.State' ? type.initialState : type.fieldUses.get(name)?.initially;
  return {
    ...(initially !== undefined && { defaultValue: String(initially) }),
    alwaysRequired: alwaysRequired(type, name),
    referenceName: name,
    name: field?.name ?? name,
    url: `${baseUrl}/_apis/wit/fields/${name}`,
  };
}

/** A type with its workflow. The single answer adds links, the form and the fields once more. */
export function renderType(request: OperationRequest, project: Project, type: WorkItemType, single: boolean) {
  const url = typeUrl(request, project, type.name);
  const fields = type.fields.map((name) => renderTypeField(request, type, name));
  const states = type.states.map(({ name, color, category }) => ({ name, color, category }));
  return {
    name: type.name,
    referenceName: type.referenceName,
    description: `${type.name} of the ${project.process.name} process.`,
    color: type.color,
    icon: {
      id: type.icon,
      url: `${request.baseUrl}/_apis/wit/workItemIcons/${type.icon}?color=${type.color}&v=2`,
    },
    isDisabled: type.isDisabled,
    ...(single && { xmlForm: '<FORM />' }),
    fields,
    ...(single && { fieldInstances: fields }),
    transitions: renderTransitions(type),
    states,
    ...(single && { _links: { self: { href: url } } }),
    url,
  };
}
