import type { FieldDefinition, FieldType } from './process';

type Kind = FieldType | 'identity';

/** Fields of the `System` namespace; `!` marks those that only the server sets. */
const systemFields: [name: string, kind: Kind][] = [
  ['Id!', 'integer'],
  ['Area Id!', 'integer'],
  ['Area Path', 'treePath'],
  ['Team Project', 'string'],
  ['Node Name!', 'string'],
  ['Area Level 1!', 'string'],
  ['Rev!', 'integer'],
  ['Authorized Date!', 'dateTime'],
  ['Revised Date!', 'dateTime'],
  ['Iteration Id!', 'integer'],
  ['Iteration Path', 'treePath'],
  ['Iteration Level 1!', 'string'],
  ['Work Item Type', 'string'],
  ['State', 'string'],
  ['Reason', 'string'],
  ['Assigned To', 'identity'],
  ['Created Date!', 'dateTime'],
  ['Created By!', 'identity'],
  ['Changed Date!', 'dateTime'],
  ['Changed By!', 'identity'],
  ['Authorized As!', 'identity'],
  ['Person Id!', 'integer'],
  ['Watermark!', 'integer'],
  ['Comment Count!', 'integer'],
  ['Title', 'string'],
  ['Board Column!', 'string'],
  ['Board Column Done!', 'boolean'],
  ['Board Lane!', 'string'],
  ['Description', 'html'],
  ['History', 'history'],
  ['Tags', 'plainText'],
  ['Parent!', 'integer'],
  ['Is Deleted!', 'boolean'],
  ['Attached File Count!', 'integer'],
  ['Hyper Link Count!', 'integer'],
  ['External Link Count!', 'integer'],
  ['Related Link Count!', 'integer'],
  ['Remote Link Count!', 'integer'],
];

/** Fields of the `Microsoft.VSTS` namespace by kind (facts: azure-devops.md section 5; attendees of reviews left out). */
const vstsFields: [kind: Kind, names: string][] = [
  [
    'string',
    `
    Build.FoundIn Build.IntegrationBuild CMMI.Blocked CMMI.Committed CMMI.Escalate
    CMMI.FoundInEnvironment CMMI.HowFound CMMI.MeetingType CMMI.RequirementType CMMI.RequiresReview
    CMMI.RequiresTest CMMI.RootCause CMMI.TaskType CMMI.UserAcceptanceTest Common.Activity
    Common.Discipline Common.ResolvedReason Common.Risk Common.Severity Common.Triage Common.ValueArea`,
  ],
  [
    'identity',
    `
    CMMI.CalledBy Common.ActivatedBy Common.ClosedBy Common.ResolvedBy`,
  ],
  [
    'integer',
    `
    CMMI.Probability Common.BusinessValue Common.Priority`,
  ],
  [
    'double',
    `
    Common.BacklogPriority Common.StackRank Common.TimeCriticality Scheduling.CompletedWork
    Scheduling.Effort Scheduling.OriginalEstimate Scheduling.RemainingWork Scheduling.Size
    Scheduling.StoryPoints`,
  ],
  [
    'dateTime',
    `
    CMMI.CalledDate CMMI.TargetResolveDate Common.ActivatedDate Common.ClosedDate Common.ResolvedDate
    Common.StateChangeDate Scheduling.DueDate Scheduling.FinishDate Scheduling.StartDate
    Scheduling.TargetDate`,
  ],
  [
    'html',
    `
    CMMI.Analysis CMMI.Comments CMMI.ContingencyPlan CMMI.CorrectiveActionActualResolution
    CMMI.CorrectiveActionPlan CMMI.ImpactAssessmentHtml CMMI.ImpactOnArchitecture
    CMMI.ImpactOnDevelopment CMMI.ImpactOnTechnicalPublications CMMI.ImpactOnTest
    CMMI.ImpactOnUserExperience CMMI.Justification CMMI.Minutes CMMI.MitigationPlan
    CMMI.MitigationTriggers CMMI.ProposedFix CMMI.Purpose CMMI.Symptom Common.AcceptanceCriteria
    Common.Resolution TCM.ReproSteps TCM.SystemInfo`,
  ],
];

/** Display names that do not follow from the reference name. */
const oddNames: Record<string, string> = {
  'System.Id': 'ID',
  'System.AreaId': 'Area ID',
  'System.IterationId': 'Iteration ID',
  'System.HyperLinkCount': 'Hyperlink Count',
  'Microsoft.VSTS.CMMI.ImpactAssessmentHtml': 'Impact Assessment HTML',
};

const spacedName = (referenceName: string): string =>
  (referenceName.split('.').at(-1) ?? '').replace(/(?<=[a-z])(?=[A-Z0-9])/g, ' ').replace(/ On /, ' on ');

const define = (referenceName: string, kind: Kind, readOnly = false): FieldDefinition => ({
  referenceName,
  name: oddNames[referenceName] ?? spacedName(referenceName),
  type: kind === 'identity' ? 'string' : kind,
  isIdentity: kind === 'identity',
  readOnly,
});

/** `Common.Priority` → `Microsoft.VSTS.Common.Priority`; names of other namespaces stay as they are. */
export const fullReferenceName = (name: string): string =>
  /^(System|Microsoft|Custom)\./.test(name) ? name : `Microsoft.VSTS.${name}`;

const systemCatalogue: readonly FieldDefinition[] = [
  ...systemFields.map(([name, kind]) =>
    define(`System.${name.replace(/[ !]/g, '')}`, kind, name.endsWith('!')),
  ),
  ...vstsFields.flatMap(([kind, references]) =>
    references
      .split(/\s+/)
      .filter(Boolean)
      .map((reference) => define(fullReferenceName(reference), kind)),
  ),
];

const byName = new Map(
  systemCatalogue.flatMap((field): [string, FieldDefinition][] => [
    [field.name.toLowerCase(), field],
    [field.referenceName.toLowerCase(), field],
  ]),
);

/** Finds a field by its reference name or its display name, whatever the casing. */
export const findField = (name: string): FieldDefinition | undefined => byName.get(name.toLowerCase());

/** Every known field, in the order in which they became known. */
export const allFields = (): FieldDefinition[] => [...new Set(byName.values())];

/** Makes a field known that the system processes lack (a customised project's). */
export function addField(referenceName: string, name: string, kind: Kind): void {
  const field = { ...define(referenceName, kind), name };
  byName.set(referenceName.toLowerCase(), field);
  byName.set(name.toLowerCase(), field);
}

/** What all types have. */
export const commonFields: readonly string[] = [
  ...systemFields.map(([name]) => `System.${name.replace(/[ !]/g, '')}`),
  ...['StateChange', 'Activated', 'Resolved', 'Closed'].map((stage) => `Microsoft.VSTS.Common.${stage}Date`),
  ...['Activated', 'Resolved', 'Closed'].map((stage) => `Microsoft.VSTS.Common.${stage}By`),
  'Microsoft.VSTS.Build.IntegrationBuild',
];
