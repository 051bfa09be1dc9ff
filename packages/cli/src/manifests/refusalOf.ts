const unrendered =
  'this is a template that is not rendered: give what helm template prints';

/**
 * Why no API server would take an object by what it is called, or because a template's marks stand in it;
 * undefined where it would. An object that is left out in silence would make the answer one about something else.
 */
export function refusalOf(
  object: unknown,
  mayBeTemplate: boolean,
): string | undefined {
  const { kind, metadata } = Object(object) as {
    readonly kind?: unknown;
    readonly metadata?: unknown;
  };
  if (mayBeTemplate && hasMarks(object)) return unrendered;
  const { name, namespace, generateName } = Object(metadata) as Readonly<
    Record<string, unknown>
  >;
  if (name === undefined || name === null || name === '') {
    return generateName === undefined ? `this ${kind} has no name` : undefined;
  }
  for (const [field, value] of Object.entries({ name, namespace })) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') return notText(`metadata.${field}`, value);
    if (value.includes('{{')) return unrendered;
    // Lines of a name would be lines of the answer, and some servers of pipelines take those for commands.
    if (/[\s\p{Cc}]/u.test(value)) return notName(`metadata.${field}`, value);
  }
  return undefined;
}

function notName(field: string, value: string): string {
  return `${field} is ${JSON.stringify(
    value,
  )}: no name has blanks or control characters`;
}

function notText(field: string, value: unknown): string {
  return typeof value === 'object'
    ? `${field} is no text`
    : `${field} is ${value}, and no text: put it between quotes`;
}

/** Whether a value is what YAML makes of {{ … }}: a mapping whose key is another one. */
function hasMarks(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => (key.startsWith('{ ') && !inner) || hasMarks(inner),
  );
}
