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
import type { MeshPort, MeshService } from '../registry/registry';
import { targetOf } from './serviceTargets';
import { inboundSidecarFor } from '../sidecarScope/sidecarSelection';

export interface InboundPort {
  readonly protocol: ListenerProtocol;
  /** It stands in no Service: what is not known is passed through. */
  readonly unknown: boolean;
  /** The sidecar really binds it, elsewhere: what is redirected goes by no mode of that port alone. */
  readonly bound?: boolean;
  /** Something that makes the protocol less than proven. */
  readonly doubt?: string;
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
  const [service, ports] = target;
  const [{ protocol, number }] = ports;
  const doubt = eitherPort(service, ports, port);
  return {
    protocol: inboundProtocol(protocol),
    unknown: false,
    ...(doubt !== undefined && { doubt }),
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

// What a ServiceEntry leads to a pod by is kept in no order: istio pilot/pkg/serviceregistry/serviceentry/controller.go
// GetProxyServiceTargets.
function eitherPort(
  { origin, object }: MeshService,
  ports: readonly MeshPort[],
  number: number,
): string | undefined {
  const taken = new Set(ports.map(one => inboundProtocol(one.protocol)));
  if (origin !== 'ServiceEntry' || taken.size < 2) return undefined;
  const names = ports.map(one => `${one.number} (${one.protocol})`);
  return `Ports ${names.join(' and ')} of ${objectName(
    object,
  )} lead to container port ${number}: Istio goes by either.`;
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
