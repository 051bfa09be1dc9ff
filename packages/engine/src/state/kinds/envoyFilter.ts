import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, Labels, labels, text } from '../read';
import { TargetRef, trimTargetRefs } from './targetRefs';

/** Its patches cannot be analysed: that one is for a proxy lowers certainty, no more. */
export interface EnvoyFilter extends KubeObject {
  readonly kind: 'EnvoyFilter';
  /** Empty: every workload of its namespace, unless it is attached to something else. */
  readonly workloadSelector: Labels;
  /** Services, waypoints and gateways that it is attached to. */
  readonly targets: readonly TargetRef[];
  readonly patches: readonly ProxyPatch[];
}

/** What of which proxies a patch is for. */
export interface ProxyPatch {
  /** `LISTENER`, `HTTP_FILTER`, …; as it is written. */
  readonly applyTo: string;
  /** `ANY`, `SIDECAR_INBOUND`, `SIDECAR_OUTBOUND`, `GATEWAY`, …; as it is written. */
  readonly context: string;
  /** A regular expression that the proxy's version has to match. */
  readonly proxyVersion?: string;
}

export const envoyFilters = defineKind<EnvoyFilter>({
  group: 'networking.istio.io',
  kind: 'EnvoyFilter',
  plural: 'envoyfilters',
  versions: ['v1alpha3'],
  namespaced: true,
  purpose: 'whether a proxy is patched in ways that cannot be analysed',
  trim: (object, meta) => ({
    kind: 'EnvoyFilter',
    meta,
    workloadSelector: labels(object, 'spec', 'workloadSelector', 'labels'),
    targets: trimTargetRefs(at(object, 'spec')),
    patches: items(object, 'spec', 'configPatches').map(trimPatch),
  }),
});

function trimPatch(patch: unknown): ProxyPatch {
  const proxyVersion = text(patch, 'match', 'proxy', 'proxyVersion');
  return {
    applyTo: text(patch, 'applyTo') ?? '',
    context: text(patch, 'match', 'context') ?? 'ANY',
    ...(proxyVersion !== undefined && { proxyVersion }),
  };
}
