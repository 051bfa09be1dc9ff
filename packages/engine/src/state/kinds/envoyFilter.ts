import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, Labels, labels } from '../read';
import { TargetRef, trimTargetRefs } from './targetRefs';

/** Its patches cannot be analysed: that it is there lowers certainty, no more. */
export interface EnvoyFilter extends KubeObject {
  readonly kind: 'EnvoyFilter';
  /** Empty: every workload of its namespace, unless it is attached to something else. */
  readonly workloadSelector: Labels;
  /** Services, waypoints and gateways that it is attached to. */
  readonly targets: readonly TargetRef[];
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
  }),
});
