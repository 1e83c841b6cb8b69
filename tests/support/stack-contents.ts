import { TableClient, TableServiceClient } from '@azure/data-tables';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { deserialize } from 'node:v8';
import type { Stack } from '../../local/stack';
import type { ReadableText } from './secret-search';

const insecure = { allowInsecureConnection: true };

/** Every row of every table, as it is stored. */
export async function storedRows(stack: Stack): Promise<ReadableText[]> {
  const { connectionString } = stack.azurite.addresses;
  const rows: ReadableText[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(
    connectionString,
    insecure,
  ).listTables()) {
    const table = TableClient.fromConnectionString(connectionString, name, insecure);
    for await (const entity of table.listEntities())
      rows.push({ where: `table ${name}`, text: JSON.stringify(entity) });
  }
  return rows;
}

/** All texts in a value, those in bytes included. What was deserialized has classes of another realm than a test's. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (types.isUint8Array(value)) return [Buffer.from(value).toString('utf8')];
  if (types.isMap(value)) return [...value.keys(), ...value.values()].flatMap(textsIn);
  const members: unknown[] = Object.values(value);
  return [...Object.keys(value), ...members.flatMap(textsIn)];
}

/** Every message that was ever in a queue, headers and properties included: the broker's journal has them all. */
export function queuedMessages(stack: Stack): ReadableText[] {
  const lines = readFileSync(join(stack.folder, 'service-bus.journal'), 'latin1').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => ({
      where: 'queue',
      text: textsIn(deserialize(Buffer.from(line, 'base64'))).join('\n'),
    }));
}

/** Every line that the app and its host have logged. */
export const loggedLines = (stack: Stack): ReadableText[] =>
  readFileSync(stack.host.logFile, 'utf8')
    .split('\n')
    .map((text) => ({ where: 'log', text }));
