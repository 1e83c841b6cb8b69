import type { Identity } from '../identity';
import type { MemberOptions } from '../options';
import { stableGuid } from './stable-guid';

/** What somebody may do in an organization. */
export interface Rights {
  /** Names of the visible projects; all if undefined. */
  projects?: string[];
  editWorkItems: boolean;
  createTags: boolean;
  manageServiceHooks: boolean;
  bypassRules: boolean;
  deleteWorkItems: boolean;
}

export interface Member {
  identity: Identity;
  /** A static bearer token or personal access token. */
  token?: string;
  rights: Rights;
}

const allRights: Rights = {
  editWorkItems: true,
  createTags: true,
  manageServiceHooks: true,
  bypassRules: true,
  deleteWorkItems: true,
};

/** A service principal has no mail: its object id stands for it (facts: azure-devops.md section 4.2). */
export function createMember(organization: string, options: MemberOptions): Member {
  const uniqueName = options.uniqueName ?? options.objectId ?? options.displayName;
  const subject = options.objectId ? 'aadsp' : 'aad';
  const subjectId = stableGuid('subject', organization, uniqueName);
  return {
    identity: {
      id: stableGuid('identity', organization, uniqueName),
      displayName: options.displayName,
      uniqueName,
      descriptor: `${subject}.${Buffer.from(subjectId).toString('base64').replace(/=+$/, '')}`,
      ...(options.applicationId && { applicationId: options.applicationId }),
      ...(options.objectId && { objectId: options.objectId }),
    },
    ...(options.token && { token: options.token }),
    rights: { ...allRights, ...options.rights },
  };
}
