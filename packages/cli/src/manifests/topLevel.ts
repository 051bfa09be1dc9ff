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
  const kind = fieldAt(text, 'kind', start, end);
  const apiVersion = fieldAt(text, 'apiVersion', start, end);
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

function fieldAt(
  text: string,
  field: string,
  start: number,
  end: number,
): string | undefined {
  const label = `${field}: `;
  const own = text.startsWith(label, start)
    ? start
    : text.indexOf(`\n${label}`, start) + 1;
  if (own === 0 && !text.startsWith(label, start)) return undefined;
  if (own >= end) return undefined;
  const stop = text.indexOf('\n', own);
  const value = text
    .slice(own + label.length, stop < 0 ? end : Math.min(stop, end))
    .trim();
  return word.test(value) ? value : undefined;
}
