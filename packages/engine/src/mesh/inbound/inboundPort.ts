// What a sidecar listens to on a container port: istio pilot/pkg/networking/core/listener_inbound.go buildInboundChainConfigs.
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Reason } from '../../posture/servicePosture';
import { because } from '../because';
import {
  ListenerProtocol,
  listenerProtocol,
  parseProtocol,
  Protocol,
} from '../outbound/protocolSelection';
import { targetOf } from './serviceTargets';
import { inboundSidecarFor } from '../sidecarScope/sidecarSelection';

export interface InboundPort {
  readonly protocol: ListenerProtocol;
  /** It stands in no Service: what is not known is passed through. */
  readonly unknown: boolean;
  /** The sidecar really binds it, elsewhere: what is redirected goes by no mode of that port alone. */
  readonly bound?: boolean;
  readonly reasons: readonly Reason[];
}

const source =
  'istio pilot/pkg/networking/core/listener_inbound.go buildInboundChainConfigs';

/** What a pod's sidecar takes a container port for. */
export function inboundPort(
  state: ClusterState,
  pod: Pod,
  port: number,
): InboundPort {
  const sidecar = inboundSidecarFor(state, pod);
  if (sidecar && sidecar.ingress.length > 0) {
    // One that really binds is not what redirected traffic meets, and keeps the chains of a port's own mode away:
    // istio pilot/pkg/networking/plugin/authn/authentication.go needPerPortPassthroughFilterChain.
    const ofPort = sidecar.ingress.filter(one => one.port.number === port);
    const listener = ofPort.find(one => one.captureMode !== 'NONE');
    if (!listener) {
      const passed = unknownPort(pod, port, objectName(sidecar));
      return { ...passed, bound: ofPort.length > 0 };
    }
    const { protocol } = listener.port;
    return {
      protocol: inboundProtocol(parseProtocol(protocol)),
      unknown: false,
      reasons: [
        because(
          `Port ${port} of ${objectName(pod)} is ${protocol} by ${objectName(
            sidecar,
          )}.`,
          [evidenceOf(sidecar, 'spec.ingress[].port.protocol', protocol)],
          source,
        ),
      ],
    };
  }
  const target = targetOf(state, pod, port);
  if (!target) return unknownPort(pod, port, 'any Service');
  const [service, { protocol, number }] = target;
  return {
    protocol: inboundProtocol(protocol),
    unknown: false,
    reasons: [
      because(
        `Port ${port} of ${objectName(pod)} is ${
          protocol === 'AUTO' ? 'sniffed' : protocol
        } by ${objectName(service.object)}.`,
        [evidenceOf(service.object, `spec.ports[${number}]`, protocol)],
        source,
      ),
    ],
  };
}

// UDP gets the chains of TCP: filterchain_options.go getFilterChainMatchOptions.
function inboundProtocol(protocol: Protocol): ListenerProtocol {
  return protocol === 'UDP' ? 'tcp' : listenerProtocol(protocol);
}

function unknownPort(pod: Pod, port: number, where: string): InboundPort {
  return {
    protocol: 'auto',
    unknown: true,
    reasons: [
      because(
        `Port ${port} of ${objectName(
          pod,
        )} does not stand in ${where}, so its sidecar passes it through.`,
        [],
        source,
      ),
    ],
  };
}
