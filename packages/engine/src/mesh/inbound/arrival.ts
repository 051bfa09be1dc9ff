// What becomes of bytes at the pod they end at.
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import { arriveAtGateway } from '../gateway/arriveAtGateway';
import { arriveAtSidecar } from './arriveAtSidecar';
import type { Guarded } from '../authorization/atPod';
import { because } from '../because';
import type { Bytes, Ending } from './bytes';
import { Captured, inboundCapture } from '../workload/capture';
import { istioVersion } from '../controlPlane/controlPlane';
import { strayRedirection } from '../ambient/hbone';
import { meshOf, proxyRole } from '../workload/membership';
import { modeOfPod } from '../policy/mtlsMode';
import { isOlder } from '../controlPlane/version';
import { inboundSidecarFor } from '../sidecarScope/sidecarSelection';
import { redirectionOf } from '../workload/redirection';

/** What a workload pod makes of bytes to one of its container ports, at the address that they are sent to. */
export function arriveAt(
  state: ClusterState,
  pod: Pod,
  { port, address }: { readonly port: number; readonly address?: string },
  bytes: Bytes,
): Ending {
  if (proxyRole(pod) === 'gateway')
    return arriveAtGateway(state, pod, port, bytes);
  const capture = inboundCapture(pod, port, address);
  if (bytes.tunnelled) return arriveInHbone(state, pod, port, bytes, capture);
  if (!capture.captured) {
    return bindsItself(state, pod, port)
      ? { ...arriveAtSidecar(state, pod, port, bytes), doubt: binding(pod) }
      : atApplication(pod, bytes, 'no proxy on the way in', capture.reasons);
  }
  return meshOf(pod) === 'ambient'
    ? atZtunnel(state, pod, port, bytes)
    : arriveAtSidecar(state, pod, port, bytes);
}

// The port of HBONE is the proxy's own, and so met whatever is redirected.
function arriveInHbone(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
  { captured, reasons }: Captured,
): Ending {
  switch (meshOf(pod)) {
    case 'ambient':
      return captured
        ? {
            outcome: 'accepted',
            why: 'HBONE',
            reasons: [],
            guarded: byZtunnel('sender', port),
          }
        : pastZtunnel(state, pod, port);
    case 'sidecar':
      return {
        ...arriveAtSidecar(state, pod, port, bytes),
        ...strayRedirection(pod),
      };
    default:
      return {
        ...atApplication(pod, bytes, 'no proxy on the way in', reasons),
        ...strayRedirection(pod),
      };
  }
}

// Where nothing is redirected, a sidecar listens itself on the ports that its Sidecar lists, and on no other: istio
// pilot/pkg/networking/core/listener_inbound.go getBindToPort, buildInboundChainConfigs.
function bindsItself(state: ClusterState, pod: Pod, port: number): boolean {
  if (meshOf(pod) !== 'sidecar') return false;
  if (redirectionOf(pod)?.mode !== 'NONE') return false;
  const listeners = inboundSidecarFor(state, pod)?.ingress ?? [];
  return listeners.some(
    one => one.port.number === port && one.captureMode !== 'IPTABLES',
  );
}

function binding(pod: Pod): string {
  return `Nothing is redirected to the sidecar of ${objectName(
    pod,
  )}, which listens itself where its Sidecar says so: that the application leaves it the port cannot be read.`;
}

/** What an application makes of bytes that no proxy touches. */
export function atApplication(
  pod: Pod,
  bytes: Bytes,
  why: string,
  reasons: readonly Reason[],
): Ending {
  if (bytes.wire !== 'istio-mtls') {
    return { outcome: 'accepted', why, reasons };
  }
  return {
    outcome: 'rejected',
    why: 'mTLS straight to the application',
    reasons: [
      ...reasons,
      because(
        `Mesh mTLS reaches the application of ${objectName(
          pod,
        )} itself, which cannot read it.`,
      ),
    ],
  };
}

const hanging =
  'Istio before 1.29 lets HBONE hang that is for a pod which bypasses its ztunnel.';

// Only what is not HBONE bypasses a ztunnel: istio releasenotes/notes/58577.yaml.
function pastZtunnel(state: ClusterState, pod: Pod, port: number): Ending {
  const version = istioVersion(state, pod);
  if (isOlder(version, '1.29')) {
    const why = because(hanging, [], 'istio releasenotes/notes/58577.yaml');
    return { outcome: 'rejected', why: 'HBONE hangs', reasons: [why] };
  }
  return {
    outcome: 'accepted',
    why: 'HBONE',
    reasons: [],
    guarded: byZtunnel('sender', port),
    ...(version === undefined && { doubt: hanging }),
  };
}

function atZtunnel(
  state: ClusterState,
  pod: Pod,
  port: number,
  bytes: Bytes,
): Ending {
  const { mode, reasons, doubt } = modeOfPod(state, pod, port);
  // Mesh mTLS that is not HBONE is bytes like any other to it.
  const ending: Ending =
    mode === 'STRICT'
      ? { outcome: 'rejected', why: 'ztunnel: no identity', reasons }
      : atApplication(pod, bytes, 'ztunnel', reasons);
  return {
    ...ending,
    ...(doubt !== undefined && { doubt }),
    guarded: byZtunnel('nobody', port),
  };
}

function byZtunnel(proof: Guarded['proof'], port: number): Guarded {
  return { guards: ['ztunnel'], proof, port };
}
