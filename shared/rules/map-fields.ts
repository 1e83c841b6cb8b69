import type { RawFinding } from '../nucleus/finding';
import { dateOf, textOf } from '../nucleus/loose-values';
import { namedValue } from './field-value';
import { asIs, renderTemplate } from './render-template';
import type { FieldMapping } from './rule';

export type MappedValue = string | number | boolean;

/** Nucleus writes dates without a zone; ADO wants ISO 8601. */
const plainValue = (value: unknown): string | undefined =>
  dateOf(value)?.toISOString() ??
  textOf(Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []).join(', ') : value);

function valueOf(mapping: FieldMapping, fields: RawFinding): MappedValue | undefined {
  if (mapping.value !== undefined) return mapping.value;
  if (mapping.template !== undefined)
    return renderTemplate(mapping.template, fields, asIs).trim() || undefined;
  const value = mapping.from === undefined ? undefined : namedValue(fields, mapping.from);
  if (!mapping.map) return plainValue(value);
  const text = textOf(value) ?? '';
  return Object.hasOwn(mapping.map, text) ? mapping.map[text] : undefined;
}

/**
 * Decides what the mapped fields of a work item say. What a mapping has no value for is left out: it leaves the field of
 * the work item as it is.
 */
export function mapFields(
  mappings: readonly FieldMapping[] | undefined,
  fields: RawFinding,
): { always: Record<string, MappedValue>; onCreateOnly: Record<string, MappedValue> } {
  const mapped: ReturnType<typeof mapFields> = { always: {}, onCreateOnly: {} };
  for (const mapping of mappings ?? []) {
    const value = valueOf(mapping, fields);
    if (value !== undefined) mapped[mapping.when][mapping.field] = value;
  }
  return mapped;
}
