import { openApiDescription } from './openapi';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description: string;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<
    Record<string, Content & { readonly description: string }>
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The OpenAPI description as a page to read: each request, then each shape. */
export function apiReference(): string {
  // Typed handlers are derived from the description elsewhere; here it is read as any other.
  const { paths, components } = openApiDescription as unknown as Description;
  const requests = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      requestChapter(method, path, operation),
    ),
  );
  const shapes = Object.entries(components.schemas).map(shapeChapter);
  return `${[
    '# API reference',
    '<!-- Written by `npm run api-reference` from the OpenAPI description. -->',
    'Every request of the backend plugin, below `/api/ingress-posture`, and every shape of its answers, from the OpenAPI 3.1 description that it serves at `/openapi.json`. How to ask, who may, and examples: [HTTP API](api.md). What the words mean: [concepts](concepts.md).',
    '## Requests',
    ...requests,
    '## Shapes',
    ...shapes,
  ].join('\n\n')}\n`;
}

function requestChapter(
  method: string,
  path: string,
  { summary, parameters, requestBody, responses }: Operation,
): string {
  const rows = parameters.map(one => [
    `\`${one.name}\``,
    one.in,
    one.required ? 'yes' : '',
    typeOf(one.schema),
    one.description + defaultOf(one.schema),
  ]);
  const answers = Object.entries(responses).map(([status, answer]) =>
    [`- \`${status}\`: ${answer.description}`, contentOf(answer)]
      .filter(Boolean)
      .join(', '),
  );
  return [
    `### \`${method.toUpperCase()} ${path}\``,
    `${summary}.`,
    rows.length > 0
      ? table(['parameter', 'in', 'needed', 'type', 'meaning'], rows)
      : '',
    requestBody ? `Body: ${contentOf(requestBody)}.` : '',
    `Answers:\n\n${answers.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function contentOf({ content = {} }: Content): string {
  return Object.entries(content)
    .map(([type, { schema }]) =>
      schema.$ref ? typeOf(schema) : `${typeOf(schema)} as \`${type}\``,
    )
    .join(' or ');
}

function shapeChapter([name, schema]: [string, Schema]): string {
  const { properties, required = [] } = schema;
  if (!properties) return `### ${name}\n\n${capital(typeOf(schema))}.`;
  const rows = fieldsOf(properties, required, '');
  return `### ${name}\n\n${table(['field', 'always', 'type'], rows)}`;
}

/** The fields of an object; those of objects that stand in it without a name of their own, too. */
function fieldsOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
  prefix: string,
): string[][] {
  return Object.entries(properties).flatMap(([field, schema]) => {
    const inner = unnamed(schema);
    const path = `${prefix}${field}`;
    return [
      [`\`${path}\``, required.includes(field) ? 'yes' : '', typeOf(schema)],
      ...(inner?.properties
        ? fieldsOf(
            inner.properties,
            inner.required ?? [],
            `${path}${schema.type === 'array' ? '[]' : ''}.`,
          )
        : []),
    ];
  });
}

function unnamed(schema: Schema): Schema | undefined {
  if (schema.properties) return schema;
  if (schema.items) return unnamed(schema.items);
  const alternatives = schema.oneOf?.filter(one => one.type !== 'null') ?? [];
  return alternatives.length === 1 ? unnamed(alternatives[0]) : undefined;
}

/** What a schema takes, in words; names of shapes lead to them. */
function typeOf(schema: Schema): string {
  const { $ref, type, format, items, oneOf, additionalProperties } = schema;
  if ($ref) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum) {
    return schema.enum.map(one => `\`${String(one)}\``).join(', ');
  }
  if (items) return `list of ${typeOf(items)}`;
  if (oneOf) return [...new Set(oneOf.map(typeOf))].join(' or ');
  if (typeof additionalProperties === 'object') {
    return `${typeOf(additionalProperties)} by name`;
  }
  const types = [type ?? 'anything'].flat();
  return types
    .map(one => (one === 'string' && format ? format : one))
    .join(' or ');
}

function defaultOf(schema: Schema): string {
  const { minimum, maximum } = schema;
  const notes = [
    schema.default === undefined ? '' : `default \`${String(schema.default)}\``,
    minimum === undefined || maximum === undefined
      ? ''
      : `${minimum} to ${maximum}`,
  ].filter(Boolean);
  return notes.length > 0 ? ` (${notes.join(', ')})` : '';
}

function capital(sentence: string): string {
  return sentence[0].toUpperCase() + sentence.slice(1);
}

/** A table with columns of one width, as Prettier leaves it. */
function table(head: readonly string[], rows: readonly string[][]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) =>
    Math.max(3, ...all.map(row => row[at].length)),
  );
  const line = (cells: readonly string[], filler = ' ') =>
    `| ${cells
      .map((cell, at) => cell.padEnd(widths[at], filler))
      .join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...rows.map(row => line(row))].join('\n');
}
