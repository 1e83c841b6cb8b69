import type { JsonPatchOperation } from './json-patch';
import type { StateCategory, WorkItemState } from './work-item-type';
import type { WorkItemType } from './work-item-type';

/** A work item as ADO answers (facts: azure-devops.md section 4.1). Empty fields are left out. */
export interface WorkItem {
  /** 0 in the answer to a dry run of a creation, and `rev` too. */
  id: number;
  rev: number;
  fields: Record<string, unknown>;
  relations?: { rel: string; url: string; attributes?: Record<string, unknown> }[];
  multilineFieldsFormat?: Record<string, string>;
  commentVersionRef?: { commentId: number; version: number };
  /** Where a person opens it in the browser. */
  webUrl: string;
}

export interface Project {
  /** GUID, lower case. */
  id: string;
  name: string;
}

/** A field as a type uses it (`fields?$expand=allowedValues`). */
export interface TypeField {
  referenceName: string;
  name: string;
  alwaysRequired: boolean;
  defaultValue?: unknown;
  /** Empty when anything goes. */
  allowedValues: unknown[];
  helpText?: string;
}

export interface Comment {
  id: number;
  version: number;
  text: string;
  format: 'html' | 'markdown';
  createdBy: string;
  createdById: string;
  createdAt: string;
  modifiedAt?: string;
  deleted: boolean;
}

export interface CommentPage {
  comments: Comment[];
  totalCount: number;
  continuationToken?: string;
}

/** What the organization says of itself and of us (connectionData). */
export interface ConnectionData {
  /** GUID of the organization, lower case: what events carry as their collection or account. */
  organizationId: string;
  /** Our own identity's VSID, lower case. */
  identityId: string;
  identityName: string;
}

/** A service-hook subscription, as answered; the password in `consumerInputs` reads `********`. */
export interface Subscription {
  id: string;
  eventType: string;
  status: string;
  resourceVersion: string;
  publisherInputs: Record<string, string>;
  consumerInputs: Record<string, string>;
}

export interface NewSubscription {
  eventType: string;
  resourceVersion: string;
  publisherInputs: Record<string, string>;
  consumerInputs: Record<string, string>;
}

/** One entry of a bulk update and what became of it. */
export interface WorkItemUpdate {
  id: number;
  operations: JsonPatchOperation[];
}

export type WorkItemUpdateOutcome =
  { id: number; ok: true; workItem: WorkItem } | { id: number; ok: false; error: Error };

export interface RevisionPage {
  revisions: { id: number; rev: number; fields: Record<string, unknown> }[];
  /** Present on the last page too: where the next poll begins. */
  continuationToken: string;
  isLastBatch: boolean;
}

export interface WriteOptions {
  /** Checks the rules and answers with the would-be work item; writes nothing. */
  validateOnly?: boolean;
  signal?: AbortSignal;
}

/**
 * One organization of Azure DevOps, as one connector reaches it. Every call goes through the organization's limiter and
 * throws a member of the error family in errors.ts (AzureDevOpsError), never a raw response. Reads are repeated on
 * trouble; so are writes that cannot happen twice (a `test /rev` guards them, or they only add links), and if their reply
 * was lost they are looked at. Any other write is sent once: a lost reply is thrown as ReplyLostError, and whoever knows
 * the key of the work looks before it writes again. A cancelled call throws the signal's reason.
 */
export interface AzureDevOpsClient {
  connectionData(): Promise<ConnectionData>;
  /** The organization's name in its own casing (from the locations that resource areas give), and its tenant if told. */
  organizationProfile(): Promise<{ name: string; tenantId?: string }>;
  projects(): Promise<Project[]>;
  /** The project's visible types with states and transitions; cached for some minutes, read anew with `fresh`. */
  workItemTypes(project: string, options?: { fresh?: boolean }): Promise<WorkItemType[]>;
  /** @throws WorkItemTypeNotFoundError naming the types there are */
  workItemType(project: string, type: string, options?: { fresh?: boolean }): Promise<WorkItemType>;
  typeFields(project: string, type: string): Promise<TypeField[]>;
  /** Whether the area or iteration path exists in the project. */
  classificationPathExists(project: string, kind: 'areas' | 'iterations', path: string): Promise<boolean>;

  createWorkItem(
    project: string,
    type: string,
    operations: JsonPatchOperation[],
    options?: WriteOptions,
  ): Promise<WorkItem>;
  updateWorkItem(id: number, operations: JsonPatchOperation[], options?: WriteOptions): Promise<WorkItem>;
  /** `$batch` of up to 200 per request; outcomes in the order given. One bad entry does not harm the others. */
  updateWorkItems(
    updates: readonly WorkItemUpdate[],
    options?: { signal?: AbortSignal },
  ): Promise<WorkItemUpdateOutcome[]>;
  /** undefined: not there, or not visible to us; nobody may conclude "deleted" from it. */
  findWorkItem(id: number, options?: { expandRelations?: boolean }): Promise<WorkItem | undefined>;
  /** By 200 a request; unreadable ones are left out. */
  readWorkItems(
    ids: readonly number[],
    options?: { fields?: string[]; expandRelations?: boolean },
  ): Promise<WorkItem[]>;
  /** Whether the item lies in the recycle bin of the project. */
  isInRecycleBin(project: string, id: number): Promise<boolean>;
  /** Ids that a flat WIQL query finds (day precision unless `timePrecision`). */
  queryWorkItemIds(
    project: string,
    wiql: string,
    options?: { timePrecision?: boolean; top?: number },
  ): Promise<number[]>;

  comments(project: string, id: number, continuationToken?: string): Promise<CommentPage>;
  addComment(project: string, id: number, text: string, format: 'html' | 'markdown'): Promise<Comment>;

  /** One page of the reporting API (latest revisions only, deleted included). */
  reportingRevisions(options: {
    continuationToken?: string;
    startDateTime?: string;
    fields?: string[];
  }): Promise<RevisionPage>;

  subscriptions(): Promise<Subscription[]>;
  createSubscription(subscription: NewSubscription): Promise<Subscription>;
  replaceSubscription(id: string, subscription: NewSubscription): Promise<Subscription>;
  /** One that is gone already is no error. */
  deleteSubscription(id: string): Promise<void>;
}

/** How a connector gets in. The secret is asked for only when a token is needed. */
export interface OrganizationAccess {
  instanceUrl: string;
  organization: string;
  tenantId: string;
  clientId: string;
  clientSecret: () => Promise<string>;
}

/** Clients share one keep-alive pool, one limiter per organization and one token cache per access. */
export interface AzureDevOpsClients {
  /** @throws ProblemError 422 outbound-host-not-allowed */
  for(access: OrganizationAccess): AzureDevOpsClient;
  /** Gets a token and answers when it ends (ISO); for Verify Credentials. @throws CredentialsError with what to do */
  verifyToken(access: OrganizationAccess): Promise<string>;
  /** Drops what is cached for an access whose secret has changed. */
  forget(access: Pick<OrganizationAccess, 'tenantId' | 'clientId'>): void;
  close(): Promise<void>;
}

export type { StateCategory, WorkItemState, WorkItemType };
