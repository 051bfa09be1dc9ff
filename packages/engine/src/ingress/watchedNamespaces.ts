import type { ClusterState } from '../state/clusterState';
import { namespaces } from '../state/kinds/namespace';
import type { Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';
import { flagsOf, variableOf } from './flagOf';
import type { Instance } from './instances';
import type { NamespaceLimit, RouteFamily } from './vendorDescription';

/** Whether an installation reads what stands in a namespace: some are told of a few alone. */
export function watches(
  state: ClusterState,
  { vendor, pods, controlPlane }: Instance,
  namespace: string,
  family: RouteFamily,
): boolean {
  const limits = (vendor.pods?.watches ?? []).filter(
    one => one.of === undefined || one.of === family,
  );
  const told = [...pods, ...controlPlane];
  return limits.every(limit => {
    const said = told.flatMap(pod => valuesOf(pod, limit));
    return said.length === 0 || admits(state, limit, said, namespace);
  });
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
  namespace: string,
): boolean {
  if (by === 'labels') {
    const found = state.get(namespaces, '', namespace);
    return !found || said.some(one => meetsAll(one, found.meta.labels));
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
