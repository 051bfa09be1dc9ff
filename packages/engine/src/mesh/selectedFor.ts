// Which objects with a selector or targetRefs are for a pod: istio pilot/pkg/model/policyattachment.go.
import type { ClusterState } from '../state/clusterState';
import type { KindDefinition } from '../state/kindDefinition';
import type { Pod } from '../state/kinds/pod';
import type { TargetRef } from '../state/kinds/targetRefs';
import { labelsKey } from '../state/labelsKey';
import type { KubeObject } from '../state/meta';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { meshConfigFor } from './controlPlane/revision';

/** What of a kind is for a pod. Asked by its labels: what is for others in its namespace does not matter. */
export function selectedFor<
  T extends KubeObject & { readonly targets: readonly TargetRef[] },
>(
  state: ClusterState,
  pod: Pod,
  kind: KindDefinition<T>,
  selectorOf: (one: T) => Labels,
): readonly T[] {
  const { namespace, labels } = pod.meta;
  const root = meshConfigFor(state, pod).rootNamespace;
  return state.ask({
    key: labelsKey(`${kind.kind}|${namespace}|${root}`, labels),
    answer: now =>
      (namespace === root ? [namespace] : [namespace, root])
        .flatMap(one => now.inNamespace(kind, one))
        .filter(one => concerns(one, selectorOf(one), pod)),
    gist: found => found,
  });
}

// What is attached to a Service or a waypoint is no matter of workloads; to a Gateway, one of its pods.
function concerns(
  { meta, targets }: KubeObject & { readonly targets: readonly TargetRef[] },
  selector: Labels,
  pod: Pod,
): boolean {
  if (targets.length === 0) return matchesLabels(selector, pod.meta.labels);
  const gateway = pod.meta.labels['gateway.networking.k8s.io/gateway-name'];
  return (
    meta.namespace === pod.meta.namespace &&
    targets.some(one => one.kind === 'Gateway' && one.name === gateway)
  );
}
