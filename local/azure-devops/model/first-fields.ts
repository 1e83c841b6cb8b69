import type { Identity } from '../identity';
import type { WorkItemType } from '../processes/process';
import type { FieldValues } from '../work-item-change';
import type { Project } from './project';

/** The fields in the order in which answers show them, with those that say who created what, where and when. */
export function firstFields(
  accepted: FieldValues,
  project: Project,
  type: WorkItemType,
  actor: Identity,
  at: string,
): FieldValues {
  const fields: FieldValues = {
    'System.AreaPath': project.name,
    'System.TeamProject': project.name,
    'System.IterationPath': project.name,
    'System.WorkItemType': type.name,
    'System.State': undefined,
    'System.Reason': undefined,
    'System.AssignedTo': undefined,
    'System.CreatedDate': at,
    'System.CreatedBy': actor,
    'System.ChangedDate': at,
    'System.ChangedBy': actor,
    'System.CommentCount': accepted['System.History'] === undefined ? 0 : 1,
    'System.Title': undefined,
    ...accepted,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
