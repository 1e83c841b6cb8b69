import { workItemNotFound } from '../../http/errors';
import { list, readIds } from '../../http/read-parameters';
import { latest, typeName } from '../../model/work-item';
import { findType } from '../../processes/process';
import { visibleWorkItem } from '../find';
import type { Operation } from '../operation';

const checkIn = 'Microsoft.VSTS.Actions.Checkin';

/** `workitemtransitions`: the state that an action (a check-in, if not said) would lead each work item to. */
const nextStates: Operation['handle'] = (request) => {
  const action = request.query.get('action') ?? '';
  const wanted = (action === '' ? checkIn : action).toLowerCase();
  const value = readIds(list(request, 'ids') ?? []).map((id) => {
    const item = visibleWorkItem(request, id, { deleted: false });
    if (!item) return { id, errorCode: '404', message: workItemNotFound(id).message };
    const type = findType(request.organization.projectOf(item).process, typeName(item));
    const state = latest(item).fields['System.State'];
    const step = type?.actions.find(
      ({ name, from }) =>
        from === state && (name.toLowerCase() === wanted || name.toLowerCase().endsWith(`.${wanted}`)),
    );
    return step
      ? { id, stateOnTransition: step.to }
      : { id, message: 'No transition is defined for this action.' };
  });
  return { status: 200, body: { count: value.length, value } };
};

export const nextStateRoutes: Operation[] = [
  { method: 'GET', path: '_apis/wit/workitemtransitions', handle: nextStates },
];
