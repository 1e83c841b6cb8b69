import { badArgument, fieldNotFound, formatWithoutValue, invalidPatch } from '../http/errors';
import { findField } from '../processes/field-catalogue';
import type { FieldDefinition } from '../processes/process';
import type { Relation } from '../work-item-change';

/** What a JSON Patch document asks for. */
export interface Change {
  /** The revision it insists on. */
  testRev?: unknown;
  /** Values it insists on, by reference name. */
  tests: Map<string, unknown>;
  /** By reference name; undefined clears. */
  fields: Map<string, unknown>;
  /** How long text fields are to be read. */
  formats: Map<string, 'html' | 'markdown'>;
  addedRelations: Relation[];
  /** Places in the list as it was before the patch. */
  removedRelations: number[];
  /** New comments by place. */
  relationComments: Map<number, string>;
  /** A negative id by which other entries of a batch call this one. */
  placeholderId?: number;
}

interface Operation {
  op: string;
  path: string;
  value?: unknown;
  from?: string;
}

/** Numbers stand for names in some clients (facts: azure-devops.md section 4.4). */
const operationNames = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readOperation(entry: unknown): Operation {
  if (!isObject(entry) || typeof entry.path !== 'string')
    throw badArgument('You must pass a valid patch document in the body of the request.');
  const op = typeof entry.op === 'number' ? operationNames[entry.op] : entry.op;
  const name = typeof op === 'string' ? op.toLowerCase() : '';
  if (!operationNames.includes(name))
    throw invalidPatch(`The patch operation '${String(entry.op)}' is not supported.`);
  return {
    op: name,
    path: entry.path,
    value: entry.value,
    ...(typeof entry.from === 'string' && { from: entry.from }),
  };
}

function field(name: string): FieldDefinition {
  const decoded = name.replaceAll('~1', '/').replaceAll('~0', '~');
  const found = findField(decoded);
  if (!found) throw fieldNotFound(decoded);
  return found;
}

function readRelation(value: unknown): Relation {
  if (!isObject(value) || typeof value.rel !== 'string' || typeof value.url !== 'string' || value.url === '')
    throw badArgument('A relation needs rel and url.');
  return { rel: value.rel, url: value.url, attributes: isObject(value.attributes) ? value.attributes : {} };
}

function readFormat(value: unknown): 'html' | 'markdown' {
  const format = String(value).toLowerCase();
  if (format === 'html' || format === 'markdown') return format;
  throw badArgument(`The format '${String(value)}' is not supported.`);
}

function applyRelation(change: Change, { op, value }: Operation, place: string, rest: string[]): void {
  if (op === 'add' && place === '-') change.addedRelations.push(readRelation(value));
  else if (!/^\d+$/.test(place)) throw invalidPatch(`'${place}' is no place in the list of relations.`);
  else if (op === 'remove') change.removedRelations.push(Number(place));
  else if (rest.join('/') === 'attributes/comment') change.relationComments.set(Number(place), String(value));
  else throw invalidPatch('Only the comment of a relation can be replaced.');
}

function apply(change: Change, operation: Operation): void {
  const { op, path, value } = operation;
  const [, area = '', name = '', ...rest] = path.split('/');
  if (op === 'move' || op === 'copy')
    throw invalidPatch(`The patch operation '${op}' is not supported here.`);
  if (area === 'rev' && op === 'test') change.testRev = value;
  else if (area === 'fields' && op === 'test') change.tests.set(field(name).referenceName, value);
  else if (area === 'rev' || op === 'test') throw invalidPatch(`Cannot ${op} ${path}.`);
  else if (area === 'id' && op === 'add') change.placeholderId = Number(value);
  else if (area === 'relations') applyRelation(change, operation, name, rest);
  else if (area === 'multilineFieldsFormat') change.formats.set(field(name).referenceName, readFormat(value));
  else if (area === 'fields')
    change.fields.set(field(name).referenceName, op === 'remove' ? undefined : value);
  else throw invalidPatch(`Cannot ${op} ${path}.`);
}

/**
 * Reads a JSON Patch document.
 * @throws ApiError 400 for what is no patch, for unknown fields, for a format without its value
 */
export function readPatch(body: unknown): Change {
  if (!Array.isArray(body) || body.length === 0)
    throw badArgument('You must pass a valid patch document in the body of the request.');
  const change: Change = {
    tests: new Map(),
    fields: new Map(),
    formats: new Map(),
    addedRelations: [],
    removedRelations: [],
    relationComments: new Map(),
  };
  for (const operation of body.map(readOperation)) apply(change, operation);
  for (const name of change.formats.keys()) if (!change.fields.has(name)) throw formatWithoutValue(name);
  return change;
}
