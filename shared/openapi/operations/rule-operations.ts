import type { OperationDescriptions } from '../operation-description';
import type { ProblemCode } from '../problem-codes';
import { component, listOf } from '../schemas/component';
import { exampleRule } from './examples';

const rule = { description: 'The rule.', schema: component('Rule') };

/** What is looked up in ADO before a rule is saved. */
const ruleProblems: readonly ProblemCode[] = [
  'unknown-connector',
  'project-not-found',
  'work-item-type-not-found',
  'work-item-type-disabled',
  'unknown-state',
  'state-not-reachable',
  'field-unknown',
  'identity-unknown',
  'area-or-iteration-not-found',
  'work-item-rule-violated',
];

export const ruleOperations: OperationDescriptions = {
  'create-rule': {
    summary: 'Save a ticketing rule, and carry it to the findings that are stored.',
    isRepeatable: true,
    asksAzureDevOps: true,
    answers: { 201: { ...rule, hasLocation: true } },
    problems: ruleProblems,
    example: exampleRule,
  },
  'replace-rule': {
    summary: 'Change a ticketing rule.',
    asksAzureDevOps: true,
    answers: { 200: rule },
    problems: ruleProblems,
    example: { ...exampleRule, enabled: false },
  },
  'delete-rule': {
    summary: 'Delete a rule; its tickets stay, and are no longer closed by it.',
    answers: { 204: { description: 'It is gone.' } },
  },
  'get-rule': {
    summary: 'A rule, and how far it has been carried to the findings that are stored.',
    answers: { 200: { description: 'The rule.', schema: component('RuleDetails') } },
  },
  'list-rules': {
    summary: 'All ticketing rules, in the order in which they are asked.',
    answers: { 200: { description: 'The rules.', schema: listOf(component('Rule')) } },
  },
  'preview-rule': {
    summary: 'What a rule would do to the findings that are stored; changes nothing.',
    asksAzureDevOps: true,
    answers: { 200: { description: 'What it would do.', schema: component('RulePreview') } },
    problems: ['rule-not-found', ...ruleProblems],
    example: exampleRule,
  },
};
