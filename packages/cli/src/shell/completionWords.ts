import type { Command, NamedThings } from '../commands/command';

/** What a shell offers for a word: these, or the names that the program is asked for. */
export type Offer = readonly string[] | NamedThings;

/** A flag as a shell completes it. */
export interface CompletedFlag {
  readonly name: string;
  readonly short?: string;
  /** It stands alone. */
  readonly alone: boolean;
  readonly offer: Offer;
  /** Several can stand after it, with commas between them. */
  readonly takesList: boolean;
  /** A file or a folder stands after it. */
  readonly takesFile: boolean;
}

/** Flags after which a path stands. */
const files: ReadonlySet<string> = new Set([
  'filename',
  'kubeconfig',
  'config',
  'baseline',
  'write-baseline',
  'with',
  'without',
]);

/** Flags after which a name stands that only the input has, in whichever command. */
const named: Readonly<Record<string, NamedThings>> = {
  context: 'contexts',
  service: 'services',
  from: 'pods',
  remedy: 'remedies',
  namespace: 'namespaces',
  'default-namespace': 'namespaces',
  'assume-sidecars': 'namespaces',
  'assume-ambient': 'namespaces',
};

const lists: ReadonlySet<string> = new Set([
  'fail-on',
  'assume-sidecars',
  'assume-ambient',
]);

/** The flags of a command, --help among them. */
export function flagsOf({
  options,
  choices = {},
}: Command): readonly CompletedFlag[] {
  const own = Object.entries({
    ...options,
    help: { type: 'boolean', short: 'h' } as const,
  });
  return own.map(([name, { type, short }]) => ({
    name,
    ...(short !== undefined && { short }),
    alone: type === 'boolean',
    offer: choices[name] ?? named[name] ?? [],
    takesList: lists.has(name),
    takesFile: files.has(name),
  }));
}

/** What can stand as an argument of a command. */
export function argumentsOf({ choices = {} }: Command): Offer {
  return choices.argument ?? [];
}

/** Whether the program is asked. */
export function isAsked(offer: Offer): offer is NamedThings {
  return typeof offer === 'string';
}
