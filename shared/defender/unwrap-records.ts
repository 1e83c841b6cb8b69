import { isObject } from '../sync/lenient-json';
import { listAt, memberAt, textAt } from './loose-members';

/** What was posted: records, and what the sender says about all of them. */
export interface PostedRecords {
  /** Of the event, if the sender gave it one. */
  id?: string;
  timestamp?: string;
  projectId?: string;
  records: unknown[];
}

/** Lists in which records come: answers of REST (`value`) and Resource Graph (`data`), exports (`records`). */
const lists = ['value', 'data', 'records'];

/** One record, an array of them, or an object with such a list (then with `id`, `timestamp`, `project_id` if wanted). */
export function unwrapRecords(body: unknown): PostedRecords {
  if (Array.isArray(body)) return { records: body as unknown[] };
  const list = lists.find((name) => Array.isArray(memberAt(body, name)));
  if (!isObject(body) || list === undefined) return { records: [body] };
  const id = textAt(body, 'id');
  const timestamp = textAt(body, 'timestamp');
  const projectId = textAt(body, 'project_id');
  return {
    ...(id === undefined ? {} : { id }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(projectId === undefined ? {} : { projectId }),
    records: listAt(body, list),
  };
}
