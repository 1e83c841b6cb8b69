import type { AzureDevOpsClient, WorkItemType } from '../azure-devops/client';
import type { ConnectorAccess } from '../connectors/connector-access';
import {
  type FieldFault,
  InvalidRequestError,
  NotFoundError,
  ProblemError,
  UnprocessableError,
} from '../errors';
import type { FindingStore } from '../nucleus/finding-store';
import { CreationCheck } from '../tickets/creation-check';
import { planCreation } from '../tickets/plan-creation';
import { unknownFields } from '../tickets/unknown-fields';
import { rehearseRule } from './rehearse-rule';
import { fieldsIn } from './render-template';
import type { Rule, RuleInput } from './rule';
import type { RuleBackfill } from './rule-backfill';
import { ruleFaults, unknownFieldsOf } from './rule-faults';
import type { RuleStore } from './rule-store';

/** Findings that are looked at for fields that only this tenant has. */
const sampledFindings = 20;

/** Saves ticketing rules, after seeing that they can work: a rule that cannot would fail at night, one ticket at a time. */
export class RuleAdministration {
  constructor(
    private readonly rules: RuleStore,
    private readonly connectors: ConnectorAccess,
    private readonly findings: FindingStore,
    private readonly backfill: RuleBackfill,
    private readonly creation = new CreationCheck(),
  ) {}

  async create(input: RuleInput): Promise<Rule> {
    await this.check(input);
    const rule = await this.rules.create(input);
    await this.backfill.start(rule);
    return rule;
  }

  /** @throws NotFoundError */
  async replace(ruleId: string, input: RuleInput): Promise<Rule> {
    await this.rules.get(ruleId);
    await this.check(input);
    const rule = await this.rules.replace(ruleId, input);
    await this.backfill.start(rule);
    return rule;
  }

  /** @throws InvalidRequestError or UnprocessableError with the place of everything that cannot work */
  async check(input: RuleInput): Promise<void> {
    const faults = await ruleFaults(input);
    if (unknownFieldsOf(input, new Set()).length > 0)
      faults.push(...unknownFieldsOf(input, await this.fieldsSeen(input.nucleusProjectId)));
    try {
      const organization = await this.connectors.open(input.connectorId);
      faults.push(...(await faultsInAzureDevOps(organization.azureDevOps, input)));
      if (faults.length === 0) faults.push(...(await rehearseRule(this.creation, organization, input)));
    } catch (error) {
      const known = inRule(error);
      if (!(known instanceof ProblemError) || faults.length === 0) throw known;
      faults.push(...(known.details.errors ?? []));
    }
    if (faults.length === 0) return;
    const onlyStates = faults.every(({ pointer }) => statePlaces.has(pointer));
    throw new UnprocessableError(
      onlyStates ? 'unknown-state' : 'rule-cannot-work',
      'The rule cannot work as it is.',
      { errors: faults },
    );
  }

  /** Names of fields that findings of the project have; a tenant may have its own. */
  private async fieldsSeen(nucleusProjectId: string | undefined): Promise<Set<string>> {
    const { rows } = await this.findings.page(nucleusProjectId, sampledFindings);
    const seen = new Set(rows.flatMap(({ value }) => Object.keys(value.definition)));
    for (const { value } of rows.slice(0, sampledFindings)) {
      const { instances } = await this.findings.load(value.id);
      for (const { fields } of instances.values()) for (const name of Object.keys(fields)) seen.add(name);
    }
    return seen;
  }
}

function unknownStates({ autoClose, reopenState }: RuleInput, type: WorkItemType): FieldFault[] {
  const states = type.states.map(({ name }) => name);
  const isKnown = (state: string) => states.some((name) => name.toLowerCase() === state.toLowerCase());
  return [
    { pointer: '/autoClose/state', state: autoClose?.state },
    { pointer: '/reopenState', state: reopenState },
  ].flatMap(({ pointer, state }) =>
    state === undefined || isKnown(state)
      ? []
      : [{ pointer, message: `is not a state of "${type.name}"; it has ${states.join(', ')}` }],
  );
}

async function unknownPaths(azureDevOps: AzureDevOpsClient, { ticket }: RuleInput): Promise<FieldFault[]> {
  const places = [
    { name: 'areaPath', kind: 'areas', path: ticket.areaPath },
    { name: 'iterationPath', kind: 'iterations', path: ticket.iterationPath },
  ] as const;
  const faults: FieldFault[] = [];
  for (const { name, kind, path } of places) {
    // What a template makes of it is known when there is a finding.
    if (path === undefined || fieldsIn(path).length > 0) continue;
    if (!(await azureDevOps.classificationPathExists(ticket.project, kind, path)))
      faults.push({ pointer: `/ticket/${name}`, message: `is not there in the project "${ticket.project}"` });
  }
  return faults;
}

function unknownTypeFields({ ticket, fieldMappings = [] }: RuleInput, type: WorkItemType): FieldFault[] {
  const inTicket = unknownFields(type, ticket.fields).map((fault) => ({
    ...fault,
    pointer: `/ticket${fault.pointer}`,
  }));
  const inMappings = fieldMappings.flatMap(({ field }, position) =>
    unknownFields(type, { [field]: true }).map(({ message }) => ({
      pointer: `/fieldMappings/${position}/field`,
      message,
    })),
  );
  return [...inTicket, ...inMappings];
}

/** @throws ProblemError where the project or the type itself is not there */
async function faultsInAzureDevOps(azureDevOps: AzureDevOpsClient, input: RuleInput): Promise<FieldFault[]> {
  const { ticket } = input;
  const type = await azureDevOps.workItemType(ticket.project, ticket.workItemType);
  const faults = [...unknownStates(input, type), ...unknownTypeFields(input, type)];
  try {
    planCreation(type, ticket.state);
  } catch (error) {
    if (!(error instanceof UnprocessableError) || error.details.code === 'work-item-type-disabled')
      throw error;
    faults.push({ pointer: '/ticket/state', message: error.message });
  }
  return [...faults, ...(await unknownPaths(azureDevOps, input))];
}

/** Where a rule names a state. */
const statePlaces: ReadonlySet<string> = new Set(['/ticket/state', '/autoClose/state', '/reopenState']);

/** Where a rule names what ADO does not have. */
const pointers: Readonly<Record<string, string>> = {
  'project-not-found': '/ticket/project',
  'work-item-type-not-found': '/ticket/workItemType',
  'work-item-type-disabled': '/ticket/workItemType',
};

/** What is not found through a rule's fields is a fault of the rule, not of the address that was called. */
function inRule(error: unknown): unknown {
  if (error instanceof NotFoundError) {
    return new InvalidRequestError(
      error.message,
      [{ pointer: '/connectorId', message: 'is not a connector' }],
      'unknown-connector',
    );
  }
  if (!(error instanceof ProblemError)) return error;
  const { code, status, errors, extensions } = error.details;
  if (status >= 500 || status === 429) return error;
  const pointer = pointers[code];
  const faults = pointer === undefined ? errors : [{ pointer, message: error.message }];
  return new UnprocessableError(code, error.message, {
    ...(faults ? { errors: faults } : {}),
    ...(extensions ? { extensions } : {}),
  });
}
