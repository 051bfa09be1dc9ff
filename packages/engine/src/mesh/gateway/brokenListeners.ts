// Listeners of the Gateway API that are not served, and why; and so why nothing listens at a port of a gateway pod.
import type { Evidence, Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { because } from '../because';
import { whyNoCertificate } from './listenerCertificate';
import { listenerName, OwnedListener, refusalsOf } from './listenerStatus';
import { listenersAt } from './silentListeners';

const source =
  'istio pilot/pkg/config/kube/gateway/conversion.go buildListener';

/** Why a listener is not served, as the rest of a sentence, and what says so. */
export interface ListenerFault {
  readonly why: string;
  readonly evidence: Evidence;
}

/** What its controller, whoever that is, reports against a listener. */
export function reportedFaults(one: OwnedListener): readonly ListenerFault[] {
  return refusalsOf(one).map(({ what, value, reason, field }) => ({
    why: `its status says that ${what} is ${value}, ${reason}`,
    evidence: evidenceOf(one.owner, field, value),
  }));
}

/** The same of a listener of Istio's, and what is wrong with its TLS. */
export function faultsOf(
  state: ClusterState,
  one: OwnedListener,
): readonly ListenerFault[] {
  const reported = [...reportedFaults(one), ...withoutTls(one)];
  const why = whyNoCertificate(state, one);
  return why === undefined
    ? reported
    : [...reported, { why, evidence: certificateEvidence(one) }];
}

// To Istio that is a server neither of HTTP nor of TLS: pkg/config/gateway/gateway.go IsHTTPServer, IsTLSServer.
function withoutTls({
  owner,
  listener,
}: OwnedListener): readonly ListenerFault[] {
  const { name, protocol, tls } = listener;
  if (tls || !['HTTPS', 'TLS'].includes(protocol)) return [];
  const field = `spec.listeners[${name}].tls`;
  return [
    {
      why: `it is of ${protocol} and has no tls`,
      evidence: evidenceOf(owner, field, undefined),
    },
  ];
}

function certificateEvidence({ owner, listener }: OwnedListener): Evidence {
  const names = listener.tls?.certificates?.map(
    ({ namespace = owner.meta.namespace, name }) => `${namespace}/${name}`,
  );
  const field = `spec.listeners[${listener.name}].tls.certificateRefs`;
  return evidenceOf(owner, field, names?.join());
}

/** The listeners for a port of a gateway pod that Istio makes no server of, each with why. */
export function brokenListenerReasons(
  state: ClusterState,
  pod: Pod,
  port: number,
): readonly Reason[] {
  return listenersAt(state, pod, port).flatMap(one =>
    faultsOf(state, one).map(({ why, evidence }) =>
      because(
        `Istio does not serve ${listenerName(one)}: ${why}.`,
        [evidence],
        source,
      ),
    ),
  );
}
