import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2019';
import { isObject } from '../../../local/azure-devops/http/read-parameters';

/** A schema of the files in a form that says what the wire carries. */
function loosened(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(loosened);
  if (!isObject(schema)) return schema;
  // A property may be called "type": then it is a schema itself.
  if (isObject(schema.type))
    return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, loosened(value)]));
  const { type, ...rest } = schema;
  const shape = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, loosened(value)]));
  // Their "object" without properties is anything at all: a field's value, say.
  const isAnything =
    type === 'object' && !['properties', 'allOf', 'additionalProperties'].some((key) => key in rest);
  // Absent values may be null on the wire.
  const isNullable = typeof type === 'string' && !isAnything && !('enum' in rest);
  return {
    ...shape,
    ...(isNullable ? { type: [type, 'null'] } : type !== undefined && !isAnything ? { type } : {}),
  };
}

interface OperationSpec {
  responses: Record<string, { schema?: { type?: string; items?: object; $ref?: string } }>;
}
interface SpecFile {
  definitions: Record<string, unknown>;
  paths: Record<string, Record<string, OperationSpec>>;
  'x-ms-paths'?: Record<string, Record<string, OperationSpec>>;
}

/** An official OpenAPI file, for checking answers. */
export class OfficialSchemas {
  private readonly spec: SpecFile;
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });

  constructor(folder: string, file: string) {
    const spec: SpecFile = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    this.spec = spec;
    this.ajv.addSchema({ $id: 'specs', definitions: loosened(spec.definitions) as object });
  }

  /**
   * What is wrong with an answer; undefined if nothing is. Keys that the file does not know are wrong too.
   * @param path as the file has it, without the organization
   */
  differences(method: string, path: string, body: unknown): ValidateFunction['errors'] {
    const operations = { ...this.spec.paths, ...this.spec['x-ms-paths'] }[`/{organization}/${path}`];
    const schema = operations?.[method.toLowerCase()]?.responses['200']?.schema;
    if (!schema) throw new Error(`The file has no ${method} ${path}`);
    // Lists travel inside {count, value}.
    const isList = schema.type === 'array';
    const reference = isList && isObject(schema.items) ? schema.items.$ref : schema.$ref;
    const item = { $ref: `specs${String(reference)}`, unevaluatedProperties: false };
    const list = {
      type: 'object',
      required: ['count', 'value'],
      properties: { value: { type: 'array', items: item } },
    };
    const validate = this.ajv.compile(isList ? list : item);
    return validate(body) ? undefined : validate.errors;
  }
}
