import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { ApiError } from '../http/api-error';
import type { Message } from '../http/send';
import type { Organization } from '../model/organization';
import type { WorkItem } from '../model/work-item';
import { actOnWorkItem } from './act-on-work-item';
import { html } from './html';
import { page } from './layout';
import { overviewPage } from './overview';
import { workItemPage } from './work-item-page';

const itemPath = /^\/([^/]+)\/[^/]+\/_workitems\/edit\/(\d+)\/?$/i;

function findItem(
  organizations: readonly Organization[],
  pathname: string,
): [Organization, WorkItem] | undefined {
  const [, name = '', id = ''] = itemPath.exec(pathname) ?? [];
  const organization = organizations.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const item = organization?.workItems.get(Number(id));
  return organization && item && !item.deleted ? [organization, item] : undefined;
}

/** A form of another site must not act here: browsers tell where a form was. */
const isOwnForm = ({ headers }: IncomingMessage) =>
  headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';

/** The pages for people; undefined for paths that are none. */
export async function handlePage(
  organizations: readonly Organization[],
  request: IncomingMessage,
  { pathname }: URL,
): Promise<Message | undefined> {
  if (pathname === '/' && request.method === 'GET') return overviewPage(organizations);
  if (!itemPath.test(pathname)) return undefined;
  const found = findItem(organizations, pathname);
  if (!found) return page('Not found', html`<p><a href="/">All work items</a></p>`, 404);
  if (request.method !== 'POST') return workItemPage(...found);
  if (!isOwnForm(request)) return page('Refused', html`<p>This form came from another site.</p>`, 403);
  try {
    actOnWorkItem(...found, new URLSearchParams(await text(request)));
    return { status: 303, headers: { location: pathname }, body: '' };
  } catch (error) {
    if (error instanceof ApiError) return workItemPage(...found, error.message);
    throw error;
  }
}
