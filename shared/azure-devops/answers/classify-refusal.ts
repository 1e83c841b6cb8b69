import {
  type AzureDevOpsError,
  RelationAlreadyExistsError,
  RequestRefusedError,
  RuleValidationError,
} from '../errors';
import { type ErrorEnvelope, shownText } from './error-envelope';
import { refusedFields } from './refused-fields';

interface KnownRefusal {
  typeKeys?: string[];
  codes?: string[];
  text?: RegExp;
  code: string;
  remedy: string;
}

/** 400s that a user can do something about (facts: azure-devops.md sections 3.4 and 3.5). */
const knownRefusals: KnownRefusal[] = [
  {
    typeKeys: ['InvalidTreeNameException', 'WorkItemTrackingTreeNodeNotFoundException'],
    codes: ['TF401347'],
    code: 'area-or-iteration-not-found',
    remedy:
      'Write the path as Project\\Area\\Sub, without a leading backslash, and choose one that the project has.',
  },
  {
    typeKeys: ['FieldDefinitionNotFoundException', 'InvalidPatchFieldNameException'],
    codes: ['TF51535'],
    code: 'field-unknown',
    remedy: 'Use the reference name of a field that the work item type has.',
  },
  {
    text: /is an unknown identity/i,
    code: 'identity-unknown',
    remedy: 'Name a person of the organization by mail address.',
  },
  {
    typeKeys: ['TagLimitExceededException', 'InvalidTagNameException'],
    code: 'tag-refused',
    remedy: 'Use at most 100 tags, without commas and semicolons.',
  },
  {
    typeKeys: ['QueryResultSizeLimitExceededException'],
    codes: ['VS402337', 'VS402335'],
    code: 'query-too-large',
    remedy: 'Narrow the query.',
  },
];

const recognises = (known: KnownRefusal, { typeKey, code, message }: ErrorEnvelope) =>
  known.typeKeys?.includes(typeKey) === true ||
  known.codes?.includes(code) === true ||
  known.text?.test(message) === true;

/** Decides what a 400 (or another refusal of the request itself) means. */
export function classifyRefusal(envelope: ErrorEnvelope, activityId: string | undefined): AzureDevOpsError {
  const seen = `Azure DevOps says: ${shownText(envelope.message)}`;
  if (envelope.typeKey === 'RelationAlreadyExistsException') {
    return new RelationAlreadyExistsError({ seen, remedy: 'Nothing has to be done.', activityId });
  }
  const known = knownRefusals.find((candidate) => recognises(candidate, envelope));
  if (known !== undefined)
    return new RequestRefusedError(known.code, { seen, remedy: known.remedy, activityId });
  if (
    envelope.typeKey === 'RuleValidationException' ||
    envelope.code === 'TF401320' ||
    envelope.code === 'TF401326'
  ) {
    return new RuleValidationError(refusedFields(envelope), {
      seen,
      remedy:
        'Change the values named in "fields", in the ticket or in the ticketing rule, to what the work item type accepts.',
      activityId,
    });
  }
  // A text without a known shape may be anything, a page of a proxy included: it is not shown.
  const recognised = envelope.typeKey !== '' || envelope.code !== '';
  return new RequestRefusedError('azure-devops-refused', {
    seen: recognised ? seen : 'Azure DevOps refuses the request without a reason that is known here.',
    remedy: 'Compare the values sent with the fields and rules of the work item type.',
    activityId,
  });
}
