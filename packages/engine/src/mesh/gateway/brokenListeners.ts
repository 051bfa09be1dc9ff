// Why nothing listens at a port of a gateway pod that a listener of the Gateway API is for.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { because } from '../because';
import { whyNoCertificate } from './listenerCertificate';
import { listenerName, OwnedListener, refusalsOf } from './listenerStatus';
import { listenersAt } from './silentListeners';

const source =
  'istio pilot/pkg/config/kube/gateway/conversion.go buildListener';

/** The listeners for a port of a gateway pod that Istio makes no server of, each with why. */
export function brokenListenerReasons(
  state: ClusterState,
  pod: Pod,
  port: number,
): readonly Reason[] {
  return listenersAt(state, pod, port).flatMap(one => [
    ...refusalReasons(one),
    ...certificateReasons(state, one),
  ]);
}

function refusalReasons(one: OwnedListener): readonly Reason[] {
  return refusalsOf(one).map(({ what, value, reason, field }) =>
    because(
      `Istio does not serve ${listenerName(
        one,
      )}: its status says that ${what} is ${value}, ${reason}.`,
      [evidenceOf(one.owner, field, value)],
      source,
    ),
  );
}

function certificateReasons(
  state: ClusterState,
  one: OwnedListener,
): readonly Reason[] {
  const why = whyNoCertificate(state, one);
  if (why === undefined) return [];
  const names = one.listener.tls?.certificates?.map(
    ({ namespace = one.owner.meta.namespace, name }) => `${namespace}/${name}`,
  );
  const field = `spec.listeners[${one.listener.name}].tls.certificateRefs`;
  return [
    because(
      `Istio does not serve ${listenerName(one)}: ${why}.`,
      [evidenceOf(one.owner, field, names?.join())],
      source,
    ),
  ];
}
