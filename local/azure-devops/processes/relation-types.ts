/** A kind of relation (facts: azure-devops.md section 4.5). */
export interface RelationType {
  referenceName: string;
  name: string;
  usage: 'workItemLink' | 'resourceLink';
  topology?: 'dependency' | 'tree' | 'network';
  remote?: boolean;
  editable?: boolean;
  /** The same link seen from the other end. */
  opposite?: string;
}

interface Pair {
  base: string;
  forward: string;
  reverse: string;
  topology: 'dependency' | 'tree';
  remote?: boolean;
  editable?: boolean;
}

const pairs: Pair[] = [
  {
    base: 'Microsoft.VSTS.Common.Affects',
    forward: 'Affects',
    reverse: 'Affected By',
    topology: 'dependency',
    editable: true,
  },
  {
    base: 'Microsoft.VSTS.Common.TestedBy',
    forward: 'Tested By',
    reverse: 'Tests',
    topology: 'dependency',
    editable: true,
  },
  {
    base: 'Microsoft.VSTS.TestCase.SharedStepReferencedBy',
    forward: 'Test Case',
    reverse: 'Shared Steps',
    topology: 'dependency',
    editable: true,
  },
  {
    base: 'Microsoft.VSTS.TestCase.SharedParameterReferencedBy',
    forward: 'Referenced By',
    reverse: 'References',
    topology: 'dependency',
    editable: true,
  },
  {
    base: 'System.LinkTypes.Remote.Dependency',
    forward: 'Produces For',
    reverse: 'Consumes From',
    topology: 'dependency',
    remote: true,
    editable: true,
  },
  { base: 'System.LinkTypes.Duplicate', forward: 'Duplicate', reverse: 'Duplicate Of', topology: 'tree' },
  {
    base: 'System.LinkTypes.Dependency',
    forward: 'Successor',
    reverse: 'Predecessor',
    topology: 'dependency',
  },
  { base: 'System.LinkTypes.Hierarchy', forward: 'Child', reverse: 'Parent', topology: 'tree' },
];

const bothEnds = ({ base, forward, reverse, ...rest }: Pair): RelationType[] => [
  {
    ...rest,
    referenceName: `${base}-Forward`,
    name: forward,
    usage: 'workItemLink',
    opposite: `${base}-Reverse`,
  },
  {
    ...rest,
    referenceName: `${base}-Reverse`,
    name: reverse,
    usage: 'workItemLink',
    opposite: `${base}-Forward`,
  },
];

export const relationTypes: readonly RelationType[] = [
  ...pairs.flatMap(bothEnds),
  ...[
    { referenceName: 'System.LinkTypes.Related', name: 'Related' },
    { referenceName: 'System.LinkTypes.Remote.Related', name: 'Remote Related', remote: true },
  ].map((type): RelationType => ({
    ...type,
    usage: 'workItemLink',
    topology: 'network',
    opposite: type.referenceName,
  })),
  { referenceName: 'AttachedFile', name: 'Attached File', usage: 'resourceLink' },
  { referenceName: 'Hyperlink', name: 'Hyperlink', usage: 'resourceLink' },
  { referenceName: 'ArtifactLink', name: 'Artifact Link', usage: 'resourceLink' },
];

/** By reference name, whatever the casing. */
export const findRelationType = (referenceName: string): RelationType | undefined =>
  relationTypes.find((type) => type.referenceName.toLowerCase() === referenceName.toLowerCase());

export const childToParent = 'System.LinkTypes.Hierarchy-Reverse';
