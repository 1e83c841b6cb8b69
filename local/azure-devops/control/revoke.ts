import { ApiError } from '../http/api-error';
import { isObject } from '../http/read-parameters';
import type { Member } from '../model/member';
import type { Organization } from '../model/organization';

const isFlag = (name: string): name is Exclude<keyof Member['rights'], 'projects'> =>
  ['editWorkItems', 'createTags', 'manageServiceHooks', 'bypassRules', 'deleteWorkItems'].includes(name);

/**
 * Takes rights away from a member, or gives them back: `{objectId | uniqueName, rights: {editWorkItems: false}}`. Without
 * rights the member leaves the organization.
 * @throws ApiError 400, 404
 */
export function revoke(organizations: readonly Organization[], body: unknown): void {
  if (!isObject(body)) throw new ApiError(400, 'BadRevoke', 'Send {"objectId": "…", "rights": {…}}.');
  const who = String(body.objectId ?? body.uniqueName).toLowerCase();
  const isMeant = ({ identity }: Member) =>
    [identity.objectId, identity.uniqueName].some((name) => name?.toLowerCase() === who);
  const homes = organizations.filter(({ members }) => members.some(isMeant));
  if (homes.length === 0) throw new ApiError(404, 'NoSuchMember', `Nobody is called ${who}.`);
  for (const { members } of homes) {
    const place = members.findIndex(isMeant);
    const member = members[place];
    if (!isObject(body.rights)) members.splice(place, 1);
    else if (member) change(member, body.rights);
  }
}

function change({ rights }: Member, wanted: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (name === 'projects' && Array.isArray(value)) rights.projects = value.map(String);
    else if (isFlag(name)) rights[name] = value === true;
    else throw new ApiError(400, 'BadRevoke', `There is no right called ${name}.`);
  }
}
