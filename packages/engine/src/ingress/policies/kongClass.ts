import type { ClusterState } from '../../state/clusterState';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { KubeObject } from '../../state/meta';
import { flagOf, variableOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';

/**
 * Whether an object of Kong's own is for an installation: by annotation, or by none where the class is
 * the default one (Kong/kubernetes-ingress-controller internal/controllers/utils, MatchesIngressClass).
 */
export function isOfKongClass(
  state: ClusterState,
  { meta }: KubeObject,
  instance: Instance | undefined,
): boolean {
  const className = instance?.className ?? 'kong';
  const named = meta.annotations['kubernetes.io/ingress.class'] as
    | string
    | undefined;
  return named === undefined
    ? state.get(ingressClasses, '', className)?.isDefault === true
    : named === className;
}

/** What an installation's controller is told, by a flag or the variable of that name; undefined where it is not. */
export function kongFlag(
  instance: Instance | undefined,
  flag: string,
): string | undefined {
  const variable = `CONTROLLER_${flag
    .slice(2)
    .replaceAll('-', '_')
    .toUpperCase()}`;
  return [...(instance?.controlPlane ?? []), ...(instance?.pods ?? [])]
    .map(pod => flagOf(pod, flag) ?? variableOf(pod, variable))
    .find(value => value !== undefined);
}
