import type { Sources } from './loadState';
import { UsageError } from '../usage/usageError';

/** Flags of every command that reads a cluster. */
export const sourceFlags = {
  filename: { type: 'string', short: 'f', multiple: true },
  output: { type: 'string', short: 'o', multiple: true },
  cluster: { type: 'string' },
  context: { type: 'string' },
  kubeconfig: { type: 'string' },
  'default-namespace': { type: 'string' },
  'assume-sidecars': { type: 'string', multiple: true },
  'assume-ambient': { type: 'string', multiple: true },
  'as-they-are': { type: 'boolean' },
  config: { type: 'string' },
} as const;

/** How `sourceFlags` are helped with. */
export const sourceHelp = `  -f, --filename FILE   a file, a folder (with its folders: .yaml, .yml, .json),
                        or - for standard input; may be given several times
  --context NAME        a live cluster: this context of the kubeconfig
  --kubeconfig FILE     a live cluster: this file in place of kubectl's own
  --cluster NAME        name of the cluster in the answer (default: the context,
                        or "manifests")
  --default-namespace NAME
                        namespace of manifests that name none (default)
  --assume-sidecars NAMESPACE, --assume-ambient NAMESPACE
                        take a namespace as labelled for it; * for all
  --as-they-are         do not complete manifests that no cluster has shown
  --config FILE         settings (default: ingress-posture.yaml, where it is)`;

interface SourceValues {
  readonly filename?: readonly string[];
  readonly cluster?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly 'default-namespace'?: string;
  readonly 'assume-sidecars'?: readonly string[];
  readonly 'assume-ambient'?: readonly string[];
  readonly 'as-they-are'?: boolean;
}

/** Where a cluster is read from, as the flags and further arguments say. */
export function sourcesOf(
  values: SourceValues,
  positionals: readonly string[],
): Sources {
  const { filename = [], cluster, context, kubeconfig } = values;
  const defaultNamespace = values['default-namespace'];
  return {
    files: [...filename, ...positionals],
    ...(cluster !== undefined && { cluster }),
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(defaultNamespace !== undefined && { defaultNamespace }),
    asTheyAre: values['as-they-are'] ?? false,
    assumptions: {
      sidecars: namesIn(values['assume-sidecars']),
      ambient: namesIn(values['assume-ambient']),
    },
  };
}

function namesIn(values: readonly string[] = []): ReadonlySet<string> {
  return new Set(values.flatMap(one => one.split(',')).filter(Boolean));
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
