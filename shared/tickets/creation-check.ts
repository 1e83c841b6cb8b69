import type { AzureDevOpsClient, TypeField } from '../azure-devops/client';
import {
  AzureDevOpsError,
  type RefusedField,
  RequestRefusedError,
  RuleValidationError,
} from '../azure-devops/errors';
import { ExpiringCache } from '../azure-devops/expiring-cache';
import { planTransitionPath } from '../azure-devops/workflow/plan-transition-path';
import type { ConnectedOrganization } from '../connectors/connector-access';
import { type FieldFault, UnprocessableError } from '../errors';
import { fieldPointer } from './field-pointer';
import { fieldRefusal } from './field-refusal';
import { missingDemands } from './missing-demands';
import { planCreation } from './plan-creation';
import { askStateDemands } from './state-demands';
import { unknownFields } from './unknown-fields';
import type { TicketRecord } from './ticket';
import { toCreateOperations, type WorkItemDraft } from './work-item-draft';

/** What decides whether a work item can be made; texts and tags always can. */
export type CheckedDraft = Pick<
  WorkItemDraft,
  'project' | 'workItemType' | 'state' | 'areaPath' | 'iterationPath' | 'assignedTo' | 'fields'
>;

/** A ticket whose work item is to change its state. */
export type MovedTicket = Pick<TicketRecord, 'project' | 'workItemType' | 'workItemId' | 'state'>;

const demandsLifetimeMs = 5 * 60_000;

/**
 * Looks before a work item is made or moved whether it can get where it is to be, and explains what ADO refuses. Creating is one
 * request that ADO does whole or not at all, so only the steps after it are asked for beforehand.
 */
export class CreationCheck {
  private readonly demands = new ExpiringCache<RefusedField[]>(demandsLifetimeMs);

  /**
   * Costs no request while the type is known, unless states lie on the way: then one dry run per state, kept for some
   * minutes.
   * @throws UnprocessableError unknown-state and its kin, field-unknown, work-item-rule-violated
   */
  async check(organization: ConnectedOrganization, draft: CheckedDraft): Promise<void> {
    const { azureDevOps } = organization;
    const { project, workItemType } = draft;
    const type = await azureDevOps.workItemType(project, workItemType);
    const path = planCreation(type, draft.state);
    const unknown = unknownFields(type, draft.fields);
    if (unknown.length > 0) {
      throw new UnprocessableError('field-unknown', `"${type.name}" does not have all of these fields.`, {
        errors: unknown,
      });
    }
    const missing = missingDemands(await this.demandsOn(path, organization, project, type.name), draft);
    if (missing.length === 0) return;
    const what = `A "${type.name}" needs more fields to get to "${path.at(-1) ?? ''}"; nothing was created.`;
    throw fieldRefusal(what, missing, await fieldsOf(azureDevOps, draft));
  }

  /**
   * As `check`, with a dry run of the creation itself: for what is saved now and created later, such as the template of a
   * ticketing rule, whose faults would else come out at night.
   * @param draft with its fixed values only: what findings fill in is not known yet
   */
  async rehearse(organization: ConnectedOrganization, draft: CheckedDraft): Promise<void> {
    await this.check(organization, draft);
    const { azureDevOps } = organization;
    const { project, workItemType } = draft;
    const type = await azureDevOps.workItemType(project, workItemType);
    const whole: WorkItemDraft = { ...draft, title: 'Dry run', descriptionFormat: 'markdown' };
    const operations = await toCreateOperations(whole, type, 'https://nucleus.example/dry-run');
    try {
      await azureDevOps.createWorkItem(project, workItemType, operations, { validateOnly: true });
    } catch (error) {
      throw await this.explain(azureDevOps, draft, error);
    }
  }

  /**
   * Looks before a work item goes over several states whether it has what they demand, so that it does not stay half way.
   * A single step needs no looking: ADO takes it whole or not at all.
   * @throws UnprocessableError work-item-rule-violated
   */
  async checkMove(organization: ConnectedOrganization, ticket: MovedTicket, state: string): Promise<void> {
    const { azureDevOps } = organization;
    const type = await azureDevOps.workItemType(ticket.project, ticket.workItemType);
    const path = planTransitionPath(type, ticket.state, state) ?? [];
    if (path.length < 2) return;
    const demands = await this.demandsOn(path, organization, ticket.project, type.name);
    const fields = demands.length === 0 ? {} : (await azureDevOps.findWorkItem(ticket.workItemId))?.fields;
    // One that is not there is found out by moving it.
    const missing = fields ? missingDemands(demands, { fields }) : [];
    if (missing.length === 0) return;
    const what = `This "${type.name}" needs more fields to get to "${state}"; nothing was changed.`;
    throw fieldRefusal(what, missing, await fieldsOf(azureDevOps, ticket));
  }

  private async demandsOn(
    path: readonly string[],
    { azureDevOps, connector }: ConnectedOrganization,
    project: string,
    type: string,
  ): Promise<RefusedField[]> {
    const demands = await Promise.all(
      path.map((state) =>
        this.demands.get(JSON.stringify([connector.id, project, type, state]), () =>
          askStateDemands(azureDevOps, project, type, state),
        ),
      ),
    );
    return demands.flat();
  }

  /** Makes of a refusal of ADO one that says for each fault where it is and what would work. */
  async explain(azureDevOps: AzureDevOpsClient, draft: CheckedDraft, error: unknown): Promise<unknown> {
    if (error instanceof RuleValidationError)
      return fieldRefusal(error.seen, error.fields, await fieldsOf(azureDevOps, draft));
    if (!(error instanceof RequestRefusedError)) return error;
    const errors = await faultsBehind(azureDevOps, draft, error.details.code);
    return errors.length === 0
      ? error
      : new UnprocessableError(error.details.code, error.message, { errors });
  }
}

/** What is told besides; not having it must not hide what happened. */
async function fieldsOf(
  azureDevOps: AzureDevOpsClient,
  draft: Pick<CheckedDraft, 'project' | 'workItemType'>,
): Promise<TypeField[]> {
  try {
    return await azureDevOps.typeFields(draft.project, draft.workItemType);
  } catch (error) {
    if (error instanceof AzureDevOpsError) return [];
    throw error;
  }
}

async function faultsBehind(
  azureDevOps: AzureDevOpsClient,
  { project, areaPath, iterationPath, assignedTo }: CheckedDraft,
  code: string,
): Promise<FieldFault[]> {
  if (code === 'identity-unknown' && assignedTo !== undefined)
    return [{ pointer: fieldPointer('System.AssignedTo'), message: 'is nobody that the organization knows' }];
  if (code !== 'area-or-iteration-not-found') return [];
  const missing = async (kind: 'areas' | 'iterations', path: string | undefined) =>
    path !== undefined && !(await azureDevOps.classificationPathExists(project, kind, path));
  return [
    ...((await missing('areas', areaPath))
      ? [{ pointer: '/areaPath', message: `is not an area of "${project}"` }]
      : []),
    ...((await missing('iterations', iterationPath))
      ? [{ pointer: '/iterationPath', message: `is not an iteration of "${project}"` }]
      : []),
  ];
}
