import { textOf } from '../nucleus/loose-values';
import type { RawFinding } from '../nucleus/finding';
import { fieldValue } from './field-value';

/** How a value is made harmless where it is put. */
export type Escape = (value: string) => string;

export const escapeHtml: Escape = (value) =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Characters that mean something to Markdown get a backslash; those that would begin HTML become references. */
export const escapeMarkdown: Escape = (value) =>
  value.replace(/[&<>\\`*_{}[\]()#+\-.!|~=]/g, (character) =>
    /[&<>]/.test(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
  );

export const asIs: Escape = (value) => value;

const dynamicField = /\{\{\s*(?:(finding|asset)\.)?([\w.-]+)\s*\}\}/g;

/** Fields of an asset are told with and without their prefix: `{{asset.name}}` is `asset_name`. */
function lookUp(fields: RawFinding, kind: string | undefined, name: string): unknown {
  if (kind === 'asset')
    return (
      fieldValue(fields, `asset.${name}`) ?? fieldValue(fields, `asset_${name}`) ?? fieldValue(fields, name)
    );
  return fieldValue(fields, name) ?? fieldValue(fields, `finding_${name}`);
}

function display(value: unknown): string {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => textOf(item) ?? []).join(', ');
}

/**
 * Fills in dynamic fields (facts: nucleus.md section 8). A value is put in once and escaped: what a finding says can
 * neither bring in markup nor another dynamic field. What is not known stays empty.
 */
export function renderTemplate(template: string, fields: RawFinding, escape: Escape): string {
  return template.replace(dynamicField, (_, kind: string | undefined, name: string) =>
    escape(display(lookUp(fields, kind, name))),
  );
}
