import { type Static, type TSchema } from '@sinclair/typebox';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type FieldFault, InvalidRequestError } from '../errors';
import { sayingText } from './schemas';
import { escapePointer } from './escape-pointer';

let compiler: Ajv | undefined;

/** Compiled once per schema and process, when first needed: compiling all at start would slow every cold start. */
const compiled = new WeakMap<TSchema, ValidateFunction>();

function openCompiler(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true, discriminator: true });
  addFormats(ajv);
  return ajv;
}

function compile(schema: TSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validate = (compiler ??= openCompiler()).compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function toFault(error: ErrorObject): FieldFault {
  const { keyword, instancePath, params, message = 'is not valid' } = error;
  if (keyword === 'additionalProperties') {
    const key = String(params.additionalProperty);
    return { pointer: `${instancePath}/${escapePointer(key)}`, message: 'is not a known field' };
  }
  if (keyword === 'required') {
    return {
      pointer: `${instancePath}/${escapePointer(String(params.missingProperty))}`,
      message: 'is required',
    };
  }
  if (keyword === 'enum') {
    return {
      pointer: instancePath,
      message: `must be one of ${(params.allowedValues as unknown[]).join(', ')}`,
    };
  }
  if (keyword === 'pattern' && params.pattern === sayingText) {
    return { pointer: instancePath, message: 'must not be blank or hold control characters' };
  }
  return { pointer: instancePath, message };
}

/** Faults enough to mend a request; a body full of faults does not make an answer of megabytes. */
const mostFaults = 50;

/** The faults of a value against a schema, none if it fits. Defaults of the schema are filled in. */
export function faultsOf(schema: TSchema, value: unknown): FieldFault[] {
  const validate = compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf' && keyword !== 'oneOf')
    .slice(0, mostFaults)
    .map(toFault);
}

/** Whether the value fits the schema; from then on it has the schema's type. */
export function fits<S extends TSchema>(schema: S, value: unknown): value is Static<S> {
  return compile(schema)(value);
}

/** @throws InvalidRequestError with the place of each fault */
export function validated<S extends TSchema>(schema: S, value: unknown): Static<S> {
  if (fits(schema, value)) return value;
  const faults = faultsOf(schema, value);
  const first = faults[0];
  throw new InvalidRequestError(
    first
      ? `The request body does not fit: ${first.pointer || 'it'} ${first.message}.`
      : 'The request body does not fit.',
    faults,
  );
}
