import { ApiError } from './api-error';

/** The errors of the work item service, with their texts (facts: azure-devops.md sections 3.2 and 3.4). */

/** Missing, deleted and forbidden look the same to a caller. */
export const workItemNotFound = (id: number | string) =>
  new ApiError(
    404,
    'WorkItemUnauthorizedAccessException',
    `TF401232: Work item ${id} does not exist, or you do not have permissions to read it.`,
  );

export const projectNameNotFound = (name: string) =>
  new ApiError(
    404,
    'ProjectDoesNotExistWithNameException',
    `TF200016: The following project does not exist: ${name}. Verify that the name of the project is correct and that the project exists on the specified Azure DevOps Server.`,
    { eventId: 3000 },
  );

export const projectIdNotFound = (id: string) =>
  new ApiError(
    404,
    'ProjectDoesNotExistException',
    `VS800075: The project with id 'vstfs:///Classification/TeamProject/${id}' does not exist, or you do not have permission to access it.`,
    { eventId: 3000 },
  );

export const typeNotFound = (type: string, project: string) =>
  new ApiError(
    404,
    'WorkItemTypeNotFoundException',
    `VS402323: Work item type ${type} does not exist in project ${project} or you do not have permission to access it.`,
  );

export const fieldNotFound = (field: string) =>
  new ApiError(
    400,
    'WorkItemTrackingFieldDefinitionNotFoundException',
    `TF51535: Cannot find field ${field}.`,
  );

/** @param path of the failed test; `/rev` when the caller's revision is stale */
export const testFailed = (path: string, actual: unknown, sent: unknown) =>
  new ApiError(
    412,
    'TestPatchOperationFailedException',
    `VS403351: Test Operation for path ${path} failed, value ${String(actual)} was not equal to test value ${String(sent)}.`,
    { eventId: 3000 },
  );

export const changedBySomeoneElse = () =>
  new ApiError(
    409,
    'WorkItemRevisionMismatchException',
    'TF26071: This work item has been changed by someone else since you opened it. You will need to refresh it and discard your changes.',
  );

export const relationAlreadyExists = () =>
  new ApiError(400, 'RelationAlreadyExistsException', 'Relation already exists.', { eventId: 3000 });

/** @param id -1 while the work item is being created */
export const invalidTreeName = (id: number, field: string) =>
  new ApiError(
    400,
    'WorkItemInvalidTreeNameException',
    `TF401347: Invalid tree name given for work item ${id}, field '${field}'.`,
  );

export const formatWithoutValue = (field: string) =>
  new ApiError(
    400,
    'VssPropertyValidationException',
    `VS403319: The type changed without a value for field ${field}. Send the value together with its format.`,
  );

export const tooManyWorkItems = (count: number) =>
  new ApiError(
    400,
    'VssPropertyValidationException',
    `VS403474: You requested ${count} work items which exceeds the limit of 200.`,
    { eventId: 3000 },
  );

export const mayNotCreateTags = (identityName: string) =>
  new ApiError(
    403,
    'AccessCheckException',
    'TF401289: The current user does not have permissions to create tags.',
    {
      eventId: 3000,
      customProperties: {
        Descriptor: null,
        IdentityDisplayName: identityName,
        Token: '/Tagging',
        RequestedPermissions: 2,
        NamespaceId: 'bb50f182-8e5e-40b8-bc21-e8752a1e7ae2',
      },
    },
  );

export const permissionDenied = (what: string) =>
  new ApiError(
    403,
    'PermissionDeniedException',
    `TF237111: The current user does not have permissions to ${what}.`,
  );

export const conflictingParameters = () =>
  new ApiError(
    400,
    'ConflictingParametersException',
    'The expand parameter can not be used with the fields parameter.',
  );

/** A plain argument error: its message says which argument. */
export const badArgument = (message: string) =>
  new ApiError(400, 'VssPropertyValidationException', message, { eventId: 0 });

export const invalidPatch = (message: string) =>
  new ApiError(400, 'PatchOperationFailedException', message, { eventId: 3000 });

export const queryError = (message: string) => new ApiError(400, 'SyntaxException', message);

export const tooManyTags = (limit: number) =>
  new ApiError(400, 'TagLimitExceededException', `VS402382: A work item can have at most ${limit} tags.`);

export const tooManyRevisions = (id: number, limit: number) =>
  new ApiError(
    400,
    'WorkItemRevisionLimitExceededException',
    `VS403361: Work item ${id} has reached the limit of ${limit} revisions and can no longer be updated through the REST API.`,
  );
