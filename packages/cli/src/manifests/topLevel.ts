import { completionKinds, kinds, movedKinds } from '@ingress-posture/engine';

const read: ReadonlySet<string> = new Set(
  [...kinds, ...completionKinds, ...movedKinds].map(
    ({ group, kind }) => `${group}/${kind}`,
  ),
);

/** What a document says that it is, as plain text at its margin; undefined where it takes a parser to tell. */
export interface TopLevel {
  readonly apiVersion: string;
  readonly kind: string;
}

export function topLevelOf(
  text: string,
  start: number,
  end: number,
): TopLevel | undefined {
  // Of its own text alone: many documents that lack a field would each be searched to the end of the file.
  const own = text.slice(start, end);
  const kind = fieldIn(own, 'kind');
  const apiVersion = fieldIn(own, 'apiVersion');
  return kind === undefined || apiVersion === undefined
    ? undefined
    : { apiVersion, kind };
}

/** Whether any rule reads objects like these; of Secrets, for example, none does. */
export function isRead({ apiVersion, kind }: TopLevel): boolean {
  if (kind.endsWith('List')) return true;
  const slash = apiVersion.indexOf('/');
  return read.has(`${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`);
}

const word = /^[\w./-]+$/;

function fieldIn(text: string, field: string): string | undefined {
  const label = `${field}: `;
  const start = text.startsWith(label) ? 0 : text.indexOf(`\n${label}`) + 1;
  if (start === 0 && !text.startsWith(label)) return undefined;
  const stop = text.indexOf('\n', start);
  const value = text
    .slice(start + label.length, stop < 0 ? undefined : stop)
    .trim();
  return word.test(value) ? value : undefined;
}
