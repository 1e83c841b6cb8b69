import type { RawFinding } from '../nucleus/finding';
import type { AssessmentId } from './assessment-id';
import { detailAt, firstText, memberAt, textAt } from './loose-members';

const lastSegment = (id: string) => id.slice(id.lastIndexOf('/') + 1);
const segmentAfter = (id: string, name: string) => new RegExp(`/${name}/([^/]+)`, 'i').exec(id)?.[1];

/**
 * Which asset a record is about: the resource, by its id in lower case. An image has an id within its registry only, so
 * the registry's goes before it.
 */
function assetId({ scope }: AssessmentId, resourceId: string | undefined): string {
  if (resourceId === undefined) return scope;
  const id = resourceId.toLowerCase();
  return id.startsWith('/repositories/') ? `${scope}${id}` : id;
}

function assetType(id: string): string {
  if (id.includes('/images/sha256:')) return 'Container Image';
  if (/\/(?:pods|containers|managedclusters)(?:\/|$)/.test(id)) return 'Container';
  if (id.includes('/databases/')) return 'Database';
  return /\/(?:virtualmachines|machines)\//.test(id) ? 'Host' : 'Cloud Asset';
}

/** Name of an image as people write it: registry/repository@digest. */
function imageName(properties: unknown): string | undefined {
  const uri = textAt(detailAt(properties, 'ImageUri'));
  if (uri !== undefined) return uri;
  const artifact = detailAt(properties, 'artifactDetails');
  const [host, repository, digest] = ['registryHost', 'repositoryName', 'digest'].map((name) =>
    textAt(artifact, name),
  );
  if (repository === undefined || digest === undefined) return undefined;
  return `${host === undefined ? '' : `${host}/`}${repository}@${digest}`;
}

/** The fields of a finding that tell its asset. */
export function assetOf(id: AssessmentId, properties: unknown): RawFinding {
  const resource = memberAt(properties, 'resourceDetails');
  const resourceId = firstText(textAt(resource, 'id'), textAt(resource, 'nativeResourceId'));
  const asset = assetId(id, resourceId);
  const artifact = detailAt(properties, 'artifactDetails');
  const tags = memberAt(artifact, 'tags') ?? detailAt(properties, 'Tags');
  const name = firstText(
    imageName(properties),
    textAt(resource, 'resourceName'),
    textAt(resource, 'databaseName'),
    textAt(resource, 'machineName'),
    textAt(detailAt(properties, 'PodName')),
  );
  return {
    asset_id: asset,
    asset_name: name ?? lastSegment(resourceId ?? asset),
    asset_type: assetType(asset),
    resource_id: asset,
    subscription_id: segmentAfter(asset, 'subscriptions'),
    resource_group: segmentAfter(asset, 'resourcegroups'),
    image_repo: firstText(
      textAt(artifact, 'repositoryName'),
      textAt(detailAt(properties, 'repositoryName')),
      textAt(detailAt(properties, 'Repo')),
    ),
    image_id: firstText(
      textAt(artifact, 'digest'),
      textAt(detailAt(properties, 'imageDigest')),
      textAt(detailAt(properties, 'Digest')),
    ),
    image_tag: Array.isArray(tags) ? tags.filter((one) => typeof one === 'string').join(',') : tags,
    operating_system_name: firstText(
      textAt(detailAt(properties, 'softwareDetails', 'osDetails', 'osVersion')),
      textAt(detailAt(properties, 'OsDistribution')),
    ),
  };
}
