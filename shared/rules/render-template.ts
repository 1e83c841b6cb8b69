import { cutText } from '../azure-devops/text/cut-text';
import { textOf } from '../nucleus/loose-values';
import type { RawFinding } from '../nucleus/finding';
import { namedValue } from './field-value';

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

const dynamicField = /\{\{\s*([\w-]+(?:\.[\w-]+)*)\s*\}\}/g;

/** The dynamic fields that a template asks for, each once. */
export const fieldsIn = (template: string): string[] => [
  ...new Set([...template.matchAll(dynamicField)].map(([, name = '']) => name)),
];

function display(value: unknown): string {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => textOf(item) ?? []).join(', ');
}

/** No text of a work item is longer; a short template that names a long field many times must not fill the memory. */
const mostInserted = 1_000_000;

/**
 * Fills in dynamic fields (facts: nucleus.md section 8). A value is put in once and escaped: what a finding says can
 * neither bring in markup nor another dynamic field. What is not known stays empty.
 */
export function renderTemplate(template: string, fields: RawFinding, escape: Escape): string {
  let left = mostInserted;
  return template.replace(dynamicField, (_, name: string) => {
    const value = escape(cutText(display(namedValue(fields, name)), left));
    left = Math.max(0, left - value.length);
    return value;
  });
}
