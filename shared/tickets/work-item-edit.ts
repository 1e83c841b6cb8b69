import type { WorkItem, WorkItemType } from '../azure-devops/client';
import { type JsonPatchOperation, setField, setLongText } from '../azure-devops/json-patch';
import { descriptionField } from '../azure-devops/text/description-field';
import { toLongText } from '../azure-devops/text/long-text';
import { type ManagedPart, replacePart } from '../rules/managed-part';
import { stringOf } from '../sync/lenient-json';
import type { FieldContent } from './ticket';

/** In which format ADO has a long text: what it says, else HTML, which it was before there was a choice. */
const formatOf = ({ multilineFieldsFormat }: WorkItem, field: string) =>
  multilineFieldsFormat?.[field]?.toLowerCase() === 'markdown' ? 'markdown' : 'html';

/** The new description of a work item, our part of it replaced; nothing if that changes nothing. */
export async function editPart(
  part: ManagedPart,
  workItem: WorkItem,
  type: Pick<WorkItemType, 'fields'>,
): Promise<JsonPatchOperation[]> {
  const field = descriptionField(type);
  const format = formatOf(workItem, field);
  const text = await replacePart(stringOf(workItem.fields[field]) ?? '', part, format, (inner) =>
    toLongText(inner, format),
  );
  return text === undefined ? [] : setLongText(field, text, format);
}

const isSame = (stored: unknown, wanted: FieldContent): boolean => {
  if (stored === wanted || String(stored) === String(wanted)) return true;
  // ADO writes the moments that it is given in its own way.
  const [a, b] = [stored, wanted].map((value) => (typeof value === 'string' ? Date.parse(value) : NaN));
  return a === b;
};

/** Sets fields to what they do not say yet. */
export const editFields = (fields: Record<string, FieldContent>, workItem: WorkItem): JsonPatchOperation[] =>
  Object.entries(fields)
    .filter(([name, value]) => !isSame(workItem.fields[name], value))
    .map(([name, value]) => setField(name, value));
