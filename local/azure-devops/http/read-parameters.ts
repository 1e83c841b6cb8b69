import { badArgument } from './errors';
import type { ApiRequest } from './route';

type WithQuery = Pick<ApiRequest, 'query'>;

export const flag = ({ query }: WithQuery, name: string): boolean =>
  query.get(name)?.toLowerCase() === 'true';

/** @throws ApiError 400 for what is no whole number */
export function integer({ query }: WithQuery, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  if (!/^\d+$/.test(text)) throw badArgument(`The value '${text}' is not valid for ${name}.`);
  return Number(text);
}

export function list({ query }: WithQuery, name: string): string[] | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** @throws ApiError 400 for what is no date */
export function date({ query }: WithQuery, name: string): Date | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  const value = new Date(text);
  if (Number.isNaN(value.getTime())) throw badArgument(`The value '${text}' is not valid for ${name}.`);
  return value;
}

/** @throws ApiError 400 unless every id is a whole number */
export const readIds = (values: readonly unknown[]): number[] =>
  values.map((value) => {
    const id = Number(value);
    if (!Number.isInteger(id) || id < 0) throw badArgument(`'${String(value)}' is not a valid id.`);
    return id;
  });

/** What to add to a work item; some clients send the number of the choice (facts: azure-devops.md section 2). */
export interface Expand {
  relations: boolean;
  fields: boolean;
  links: boolean;
}

const expandNames = ['none', 'relations', 'fields', 'links', 'all'];

export function readExpand(value: unknown): Expand {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).toLowerCase() : '';
  const name = /^\d$/.test(text) ? expandNames[Number(text)] : text;
  return {
    relations: name === 'relations' || name === 'all',
    fields: name === 'fields' || name === 'all',
    links: name === 'links' || name === 'all',
  };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws ApiError 400 unless the body is a JSON object */
export function bodyObject({ body }: Pick<ApiRequest, 'body'>): Record<string, unknown> {
  if (!isObject(body)) throw badArgument('The request body is missing or is not a JSON object.');
  return body;
}
