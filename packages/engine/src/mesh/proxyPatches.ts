// Which EnvoyFilters change what a proxy does: istio pilot/pkg/model/envoyfilter.go and
// pilot/pkg/networking/core/envoyfilter/listener_patch.go (commonConditionMatch).
import type { ClusterState } from '../state/clusterState';
import {
  EnvoyFilter,
  envoyFilters,
  ProxyPatch,
} from '../state/kinds/envoyFilter';
import type { Pod } from '../state/kinds/pod';
import { proxyVersion } from './controlPlane/version';
import { selectedFor } from './selectedFor';
import { proxyRole } from './workload/membership';

/** Whether connections come to a proxy's pod, or are opened by it. */
export type Direction = 'inbound' | 'outbound';

/** EnvoyFilters that patch what a pod's proxy makes of connections in a direction. A ztunnel takes none. */
export function patchesOf(
  state: ClusterState,
  pod: Pod,
  direction: Direction,
): readonly EnvoyFilter[] {
  if (proxyRole(pod) === 'none') return [];
  return selectedFor(
    state,
    pod,
    envoyFilters,
    one => one.workloadSelector,
  ).filter(({ patches }) =>
    patches.some(
      patch => isForContext(patch, pod, direction) && isForVersion(patch, pod),
    ),
  );
}

// A bootstrap and an extension's configuration are patched without a look at the context.
const withoutContext: ReadonlySet<string> = new Set([
  'BOOTSTRAP',
  'EXTENSION_CONFIG',
]);

/** Contexts that are another proxy's, or the other direction's. */
function isForContext(
  { applyTo, context }: ProxyPatch,
  pod: Pod,
  direction: Direction,
): boolean {
  if (withoutContext.has(applyTo)) return true;
  const role = proxyRole(pod);
  switch (context) {
    case 'GATEWAY':
      return role === 'gateway';
    case 'SIDECAR_INBOUND':
    case 'SIDECAR_OUTBOUND':
      // A listener that is added may take the other direction's place.
      return (
        role === 'waypoint' ||
        (role === 'sidecar' &&
          (applyTo === 'LISTENER' ||
            context === `SIDECAR_${direction.toUpperCase()}`))
      );
    default:
      return true;
  }
}

const ofMinorVersion = /^\^1\\\.(\d+)\.\*$/;

/** Regular expressions are followed as far as Istio's own have them: what begins with a minor version. */
function isForVersion(patch: ProxyPatch, pod: Pod): boolean {
  const minor = ofMinorVersion.exec(patch.proxyVersion ?? '')?.[1];
  const version = proxyVersion(pod);
  if (minor === undefined || !version) return true;
  return version.join('.').startsWith(`1.${minor}`);
}
