import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';

interface Described {
  readonly required?: boolean;
  readonly schema: object;
}

interface DescribedResponse {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}

/** What the document says of one operation. */
export interface Operation {
  readonly responses: Readonly<Record<string, DescribedResponse>>;
}

/** The printed document, as far as it is compared with answers. */
export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly headers: Readonly<Record<string, Described>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}

const path = join(import.meta.dirname, '../../../../docs/reference/generated/openapi.json');

/** Reads the document that `nx sync` has written. */
export async function readOpenapiDocument(): Promise<OpenapiDocument> {
  const document: OpenapiDocument = JSON.parse(await readFile(path, 'utf8'));
  return document;
}

/**
 * Makes the check of answers: what differs from the document, or nothing. Members that it does not
 * list differ too, although clients must be ready for them.
 */
export function createAnswerCheck(document: OpenapiDocument) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'openapi', components: closed(document.components) });
  const problemsWith = (schema: object, value: unknown): string[] => {
    const validate = ajv.compile(absolute(closed(schema)));
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message = '' }) => `body${instancePath} ${message}`,
    );
  };
  return async (response: Response, operation: Operation): Promise<string[]> => {
    const described = operation.responses[String(response.status)];
    if (described === undefined) return [`status ${response.status} is not documented`];
    const [type = ''] = (response.headers.get('Content-Type') ?? '').split(';');
    const content = described.content[type];
    if (content === undefined) return [`type ${type} is not documented`];
    const headers = Object.keys(described.headers ?? {}).flatMap((name) => {
      const { required = false, schema } = document.components.headers[name] ?? { schema: {} };
      const value = response.headers.get(name);
      if (value === null) return required ? [`header ${name} is missing`] : [];
      return problemsWith(schema, value);
    });
    const body: unknown = JSON.parse(await response.clone().text());
    return [...headers, ...problemsWith(content.schema, body)];
  };
}

/** The same schemas, in which objects have no members but those that are listed. */
function closed(schema: object): object {
  const inner = Object.entries(schema).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null ? closed(value) : value,
  ]);
  const changed = Array.isArray(schema)
    ? inner.map(([, value]) => value)
    : Object.fromEntries(inner);
  return 'type' in schema && schema.type === 'object'
    ? { additionalProperties: false, ...changed }
    : changed;
}

function absolute(schema: object): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/');
  const changed: object = JSON.parse(text);
  return changed;
}
