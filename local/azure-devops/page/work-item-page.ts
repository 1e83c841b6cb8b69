import type { Message } from '../http/send';
import { isIdentity } from '../identity-ref';
import { asText } from '../model/field-values';
import type { Organization } from '../model/organization';
import { renderComment } from '../model/render-comment';
import { latest, type StoredRevision, title, typeName, type WorkItem } from '../model/work-item';
import { findType } from '../processes/process';
import { html, Markup } from './html';
import { page } from './layout';

/** The states that the workflow allows next; only these are offered. */
function nextStates(organization: Organization, item: WorkItem): string[] {
  const type = findType(organization.projectOf(item).process, typeName(item));
  return (type?.transitions.get(asText(latest(item).fields['System.State'])) ?? []).map(({ to }) => to);
}

const option = (value: string, selected = false): Markup =>
  html`<option ${new Markup(selected ? 'selected' : '')} value="${value}">${value}</option>`;

function longText({ fields, multilineFieldsFormat }: StoredRevision): Markup[] {
  return ['Microsoft.VSTS.TCM.ReproSteps', 'System.Description'].flatMap((name) => {
    const text = fields[name];
    if (typeof text !== 'string') return [];
    // HTML was sanitised when it was stored, Markdown is when it is rendered.
    return [
      html`<div class="card">
        ${new Markup(renderComment({ text, format: multilineFieldsFormat[name] ?? 'html' }))}
      </div>`,
    ];
  });
}

function commentCards(item: WorkItem): Markup[] {
  return item.comments
    .filter(({ isDeleted }) => !isDeleted)
    .map(
      (comment) =>
        html`<div class="card">
          <div class="quiet">${comment.createdBy.displayName}, ${comment.createdDate}</div>
          ${new Markup(renderComment(comment))}
        </div>`,
    );
}

function forms(organization: Organization, item: WorkItem): Markup {
  const people = organization.identities.filter(({ objectId }) => objectId === undefined);
  const assigned = latest(item).fields['System.AssignedTo'];
  return html`<form method="post">
      <select name="state" aria-label="State">
        ${nextStates(organization, item).map((state) => option(state))}
      </select>
      <button>Change state</button>
    </form>
    <form method="post">
      <select name="assignedTo" aria-label="Assigned to">
        ${people.map(({ uniqueName }) => option(uniqueName, isIdentity(assigned) && assigned.uniqueName === uniqueName))}
      </select>
      <button>Assign</button>
    </form>
    <form method="post">
      <textarea name="comment" aria-label="Comment" required></textarea>
      <button>Comment</button>
    </form>`;
}

/** One work item, with what a developer can do to it. */
export function workItemPage(organization: Organization, item: WorkItem, error?: string): Message {
  const revision = latest(item);
  const { fields, rev, relations } = revision;
  const assigned = fields['System.AssignedTo'];
  const links = relations.filter(({ rel }) => rel === 'Hyperlink');
  return page(
    `${typeName(item)} ${item.id}: ${title(item)}`,
    html`<p>
        <a href="/">All work items</a> · ${organization.name} · ${organization.projectOf(item).name} ·
        revision ${rev}
      </p>
      ${error === undefined ? undefined : html`<div class="card error" role="alert">${error}</div>`}
      <p>
        <span class="state">${asText(fields['System.State'])}</span> ${asText(fields['System.Reason'])} ·
        ${isIdentity(assigned) ? assigned.displayName : 'Nobody assigned'} · ${asText(fields['System.Tags'])}
      </p>
      ${forms(organization, item)} ${longText(revision)}
      ${links.map(({ url }) => html`<p><a href="${/^https?:/i.test(url) ? url : '#'}" rel="noreferrer">${url}</a></p>`)}
      <h2>Comments</h2>
      ${commentCards(item)}`,
    error === undefined ? 200 : 400,
  );
}
