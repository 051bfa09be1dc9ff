/** Shorthand of the schema objects that the description is made of. */

export const text = { type: 'string' } as const;
export const textOrNull = { type: ['string', 'null'] } as const;
export const flag = { type: 'boolean' } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const number = { type: 'number', minimum: 0 } as const;
export const date = { type: 'string', format: 'date' } as const;
export const time = { type: 'string', format: 'date-time' } as const;
export const timeOrNull = {
  type: ['string', 'null'],
  format: 'date-time',
} as const;
export const labels = {
  type: 'object',
  additionalProperties: { type: 'string' },
} as const;

export const ref = (name: string) =>
  ({ $ref: `#/components/schemas/${name}` } as const);

export const list = (items: object) => ({ type: 'array', items } as const);

export const oneOf = (values: readonly string[]) =>
  ({ type: 'string', enum: [...values] } as const);

/** An object that has exactly these properties; those named in `optional` may be left out. */
export const object = (
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
) =>
  ({
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties).filter(name => !optional.includes(name)),
    properties,
  } as const);
