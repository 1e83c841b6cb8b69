import type { ConnectorAccess } from '../connectors/connector-access';
import {
  type FieldFault,
  InvalidRequestError,
  NotFoundError,
  ProblemError,
  UnprocessableError,
} from '../errors';
import { planCreation } from '../tickets/plan-creation';
import type { Rule, RuleInput } from './rule';
import type { RuleStore } from './rule-store';

/** Saves ticketing rules, after seeing that they can work: a rule that cannot would fail at night, one ticket at a time. */
export class RuleAdministration {
  constructor(
    private readonly rules: RuleStore,
    private readonly connectors: ConnectorAccess,
  ) {}

  async create(input: RuleInput): Promise<Rule> {
    await this.check(input);
    return this.rules.create(input);
  }

  /** @throws NotFoundError */
  async replace(ruleId: string, input: RuleInput): Promise<Rule> {
    await this.rules.get(ruleId);
    await this.check(input);
    return this.rules.replace(ruleId, input);
  }

  /** @throws InvalidRequestError or UnprocessableError with the place of what cannot work */
  private async check({ connectorId, ticket, autoClose, reopenState }: RuleInput): Promise<void> {
    try {
      const { azureDevOps } = await this.connectors.open(connectorId);
      const type = await azureDevOps.workItemType(ticket.project, ticket.workItemType);
      planCreation(type, ticket.state);
      const states = type.states.map(({ name }) => name);
      const unknown = (pointer: string, state: string | undefined): FieldFault[] =>
        state === undefined || states.some((name) => name.toLowerCase() === state.toLowerCase())
          ? []
          : [{ pointer, message: `is not a state of "${type.name}"; it has ${states.join(', ')}` }];
      const faults = [
        ...unknown('/autoClose/state', autoClose?.state),
        ...unknown('/reopenState', reopenState),
      ];
      if (faults.length > 0) {
        throw new UnprocessableError(
          'unknown-state',
          `The rule names a state that "${type.name}" does not have.`,
          {
            errors: faults,
            extensions: { states },
          },
        );
      }
    } catch (error) {
      throw inRule(error);
    }
  }
}

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
  const pointers: Record<string, string> = {
    'project-not-found': '/ticket/project',
    'work-item-type-not-found': '/ticket/workItemType',
    'work-item-type-disabled': '/ticket/workItemType',
  };
  const pointer = pointers[code];
  const faults =
    pointer === undefined
      ? errors?.map((fault) => (fault.pointer === '/state' ? { ...fault, pointer: '/ticket/state' } : fault))
      : [{ pointer, message: error.message }];
  if (status >= 500 || status === 429) return error;
  return new UnprocessableError(code, error.message, {
    ...(faults ? { errors: faults } : {}),
    ...(extensions ? { extensions } : {}),
  });
}
