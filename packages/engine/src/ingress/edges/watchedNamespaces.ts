import type { ClusterState } from '../../state/clusterState';
import type { KubeObject } from '../../state/meta';
import { ofNamespace } from '../../state/namespaceLabels';
import type { Pod } from '../../state/kinds/pod';
import type { Labels } from '../../state/read';
import { flagsOf, variableOf } from './flagOf';
import type { Instance } from './instances';
import type { NamespaceLimit, RouteFamily } from '../vendorDescription';

/** Whether an installation reads an object: some are told of a few namespaces alone, or of labels. */
export function watches(
  state: ClusterState,
  instance: Instance,
  { meta }: Pick<KubeObject, 'meta'>,
  family: RouteFamily,
): boolean {
  if (instance.vendor.pods?.reads?.(family, instance) === false) return false;
  return limitsOf(instance)
    .filter(({ limit }) => limit.of === undefined || limit.of === family)
    .every(({ limit, said }) =>
      limit.by === 'own namespace'
        ? meta.namespace === instance.namespace
        : admits(state, limit, said, meta),
    );
}

interface Told {
  readonly limit: NamespaceLimit;
  readonly said: readonly string[];
}

// Thousands of routes are asked about, and an installation's pods say always the same.
const known = new WeakMap<Instance, readonly Told[]>();

/** The limits that an installation is told. */
function limitsOf(instance: Instance): readonly Told[] {
  const before = known.get(instance);
  if (before) return before;
  const { vendor, pods, controlPlane } = instance;
  const told = [...pods, ...controlPlane];
  const found = (vendor.pods?.watches ?? [])
    .map(limit => ({ limit, said: told.flatMap(pod => valuesOf(pod, limit)) }))
    .filter(({ said }) => said.length > 0);
  known.set(instance, found);
  return found;
}

/** What pods are told, with their own namespace in the place of its name. */
function valuesOf(
  pod: Pod,
  { flag, variable }: NamespaceLimit,
): readonly string[] {
  const own = variable === undefined ? undefined : variableOf(pod, variable);
  return [...(flag === undefined ? [] : flagsOf(pod, flag)), own ?? '']
    .filter(value => value !== '')
    .map(value => value.replace('$(POD_NAMESPACE)', pod.meta.namespace));
}

function admits(
  state: ClusterState,
  { by }: NamespaceLimit,
  said: readonly string[],
  { namespace, labels }: KubeObject['meta'],
): boolean {
  if (by === 'labels of the object') {
    return said.some(one => meetsAll(one, labels));
  }
  if (by === 'labels') {
    const isMet = ofNamespace(state, namespace, said.join('|'), ofIt =>
      said.some(one => meetsAll(one, ofIt)),
    );
    return isMet ?? true;
  }
  const named = said
    .flatMap(value => value.split(','))
    .map(name => name.trim())
    .includes(namespace);
  return by === 'names' ? named : !named;
}

/** A selector as flags have it: `key=value`, `key!=value`, `key` and `!key`, all of them to be met. */
function meetsAll(selector: string, labels: Labels): boolean {
  return selector.split(',').every(term => {
    const [, not, key, unequal, value] =
      /^\s*(!?)([\w./-]+)\s*(?:(!?)={1,2}\s*(\S*))?\s*$/.exec(term) ?? [];
    // What else a selector can say is not read: it is taken to be met.
    if (key === undefined) return true;
    const actual = labels[key] as string | undefined;
    if (value === undefined) return (actual === undefined) === (not === '!');
    return (actual === value) !== (unequal === '!');
  });
}
