/** An operation of a JSON Patch (RFC 6902); `test` keeps all others undone where it does not hold. */
export type JsonOperation =
  | {
      readonly op: 'test' | 'add' | 'replace';
      readonly path: string;
      readonly value: unknown;
    }
  | { readonly op: 'remove'; readonly path: string };

/** Where something stands in an object: names of fields, and places in lists. */
export type Place = readonly (string | number)[];

/** A place as a JSON Pointer (RFC 6901). */
export function pointer(place: Place): string {
  return place
    .map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** A place as evidence and kubectl's JSONPath write it, such as `spec.routes[0].services[1]`. */
export function placeAt(field: string): Place {
  return field
    .split(/[.[\]]+/)
    .filter(part => part !== '')
    .map(part => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The same the other way round. */
export function jsonPath(place: Place): string {
  return place
    .map(part =>
      typeof part === 'number'
        ? `[${part}]`
        : `.${part.replaceAll('.', '\\.')}`,
    )
    .join('');
}
