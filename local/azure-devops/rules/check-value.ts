import type { FieldDefinition, FieldUse } from '../processes/process';
import { isoDate } from '../model/dates';
import { fieldRuleViolation, notInList, type RuleViolation } from './rule-error';
import { sanitizeHtml } from './sanitize-html';

export type CheckedValue = { ok: true; value: unknown } | { ok: false; violation: RuleViolation };

const longTextLimit = 1_000_000;
const plainTextLimit = 255;

const accept = (value: unknown): CheckedValue => ({ ok: true, value });

const limitOf = ({ type }: FieldDefinition) =>
  type === 'html' || type === 'history' || type === 'plainText' ? longTextLimit : plainTextLimit;

/** Text, number or flag as text; undefined for what has no such form. */
const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;

function converted(type: FieldDefinition['type'], text: string): unknown {
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(text.trim()) ? Number(text) : undefined;
    case 'double':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
    case 'dateTime': {
      const date = new Date(text);
      return Number.isNaN(date.getTime()) ? undefined : isoDate(date);
    }
    default:
      return text;
  }
}

/**
 * A value as it will be stored: of the field's type, within its length and its list, HTML freed of what may harm.
 * Empty text clears the field. Identities, paths, state and tags have rules of their own.
 */
export function checkValue(
  field: FieldDefinition,
  use: FieldUse | undefined,
  sent: unknown,
  format: 'html' | 'markdown' | undefined,
): CheckedValue {
  const refuse = (violation: RuleViolation): CheckedValue => ({ ok: false, violation });
  if (sent === null || sent === undefined || sent === '') return accept(undefined);
  const text = asText(sent);
  const value = text === undefined ? undefined : converted(field.type, text);
  if (text === undefined || value === undefined)
    return refuse(fieldRuleViolation(field.referenceName, field.name, ['invalidType']));
  if (text.length > limitOf(field))
    return refuse(fieldRuleViolation(field.referenceName, field.name, ['invalidTooLong']));
  if (use?.values) {
    const listed = use.values.find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase());
    if (listed === undefined) return refuse(notInList(field.referenceName, field.name, sent));
    return accept(converted(field.type, listed));
  }
  const isHtml = field.type === 'history' || (field.type === 'html' && format !== 'markdown');
  return accept(isHtml && typeof value === 'string' ? sanitizeHtml(value) : value);
}
