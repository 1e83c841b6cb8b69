import { isoDate } from '../../model/dates';
import { firstFields } from '../../model/first-fields';
import { defaultFields } from '../../rules/default-fields';
import { requiredProject, requiredType } from '../find';
import type { Operation } from '../operation';
import { renderFields } from '../render-fields';

/** `GET {project}/_apis/wit/workitems/${type}`: a work item of this type as its form opens, with defaults only. */
const template: Operation['handle'] = (request) => {
  const project = requiredProject(request);
  const type = requiredType(request, project);
  const fields = firstFields(defaultFields(type), project, type, request.caller, isoDate(new Date()));
  const started = { ...fields, 'System.State': type.initialState, 'System.Title': '' };
  return { status: 200, body: { fields: renderFields(request, started) } };
};

export const templateRoutes: Operation[] = [
  { method: 'GET', path: '{project}/_apis/wit/workitems/${type}', handle: template },
];
