import type { Message } from '../http/send';
import type { Organization } from '../model/organization';
import type { Project } from '../model/project';
import { latest, title, typeName, type WorkItem } from '../model/work-item';
import { asText } from '../model/field-values';
import { html, type Markup } from './html';
import { page } from './layout';

/** So many of a project's newest work items are shown. */
const shown = 100;

export const pagePath = (
  organization: Organization,
  { projectId, id }: Pick<WorkItem, 'projectId' | 'id'>,
): string => `/${organization.name}/${projectId}/_workitems/edit/${id}`;

function row(organization: Organization, item: WorkItem): Markup {
  return html`<tr>
    <td>${item.id}</td>
    <td>${typeName(item)}</td>
    <td><a href="${pagePath(organization, item)}">${title(item)}</a></td>
    <td><span class="state">${asText(latest(item).fields['System.State'])}</span></td>
  </tr>`;
}

function projectPart(organization: Organization, project: Project): Markup {
  const items = [...organization.workItems.values()].filter(
    ({ projectId, deleted }) => projectId === project.id && !deleted,
  );
  const newest = items.slice(-shown).reverse();
  if (newest.length === 0)
    return html`<h3>${project.name} <span class="quiet">${project.process.name}</span></h3>
      <p class="quiet">No work items yet.</p>`;
  return html`<h3>
      ${project.name} <span class="quiet">${project.process.name}, ${items.length} work items</span>
    </h3>
    <table>
      <tr>
        <th>Id</th>
        <th>Type</th>
        <th>Title</th>
        <th>State</th>
      </tr>
      ${newest.map((item) => row(organization, item))}
    </table>`;
}

/** All organizations with their work items. */
export const overviewPage = (organizations: readonly Organization[]): Message =>
  page(
    'Azure DevOps simulator',
    html`${organizations.map(
      (organization) =>
        html`<h2>${organization.name}</h2>
          ${organization.projects.map((project) => projectPart(organization, project))}`,
    )}`,
  );
