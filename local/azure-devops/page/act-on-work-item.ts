import type { Identity } from '../identity';
import { addComment } from '../model/comments';
import type { Organization } from '../model/organization';
import { updateWorkItem } from '../model/update-work-item';
import type { WorkItem } from '../model/work-item';
import { readPatch } from '../rules/read-patch';
import { html } from './html';

const plainWrite = { validateOnly: false, bypassRules: false, suppressNotifications: false };

/** Who acts on the page: the first person of the organization. */
export const developer = ({ identities }: Organization): Identity | undefined =>
  identities.find(({ objectId }) => objectId === undefined);

/**
 * Does what a form of the page asks for.
 * @throws ApiError when the rules do not allow it
 */
export function actOnWorkItem(organization: Organization, item: WorkItem, form: URLSearchParams): void {
  const actor = developer(organization);
  if (!actor) return;
  const fields = [
    ['System.State', form.get('state')],
    ['System.AssignedTo', form.get('assignedTo')],
  ].filter(([, value]) => value !== null);
  if (fields.length > 0) {
    const patch = readPatch(
      fields.map(([name, value]) => ({ op: 'add', path: `/fields/${name ?? ''}`, value })),
    );
    updateWorkItem(organization, item, patch, actor, plainWrite);
  }
  const comment = form.get('comment')?.trim();
  if (comment !== undefined && comment !== '')
    addComment(organization, item, html`<div>${comment}</div>`.text, 'html', actor);
}
