import type { Sources } from './loadState';
import { UsageError } from '../usage/usageError';

/** Flags of every command that reads a cluster. */
export const sourceFlags = {
  filename: { type: 'string', short: 'f', multiple: true },
  output: { type: 'string', short: 'o' },
  cluster: { type: 'string' },
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
} as const;

/** How `sourceFlags` are helped with. */
export const sourceHelp = `  -f, --filename FILE   a file, a folder (with its folders: .yaml, .yml, .json),
                        or - for standard input; may be given several times
  --context NAME        a live cluster: this context of the kubeconfig
  --kubeconfig FILE     a live cluster: this file in place of kubectl's own
  --cluster NAME        name of the cluster in the answer (default: the context,
                        or "manifests")`;

interface SourceValues {
  readonly filename?: readonly string[];
  readonly cluster?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
}

/** Where a cluster is read from, as the flags and further arguments say. */
export function sourcesOf(
  { filename = [], cluster, context, kubeconfig }: SourceValues,
  positionals: readonly string[],
): Sources {
  return {
    files: [...filename, ...positionals],
    ...(cluster !== undefined && { cluster }),
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
  };
}

/** Whether JSON is asked for; anything but the two formats is the caller's to change. */
export function wantsJson(output: string | undefined): boolean {
  if (output === undefined || output === 'table') return false;
  if (output === 'json') return true;
  throw new UsageError(`-o ${output}: expected table or json`);
}

/** The parts of NAMESPACE/NAME. */
export function serviceKey(
  flag: string,
  value: string,
): { readonly namespace: string; readonly name: string } {
  const [namespace, name, ...more] = value.split('/');
  if (!namespace || !name || more.length > 0) {
    throw new UsageError(`${flag} ${value}: expected NAMESPACE/NAME`);
  }
  return { namespace, name };
}
