// What a sidecar listens to on a container port: istio pilot/pkg/networking/core/listener_inbound.go buildInboundChainConfigs,
// pilot/pkg/serviceregistry/kube/controller/controller.go GetProxyServiceTargets.
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import { deriveEach, deriveValue, Question, within } from '../../state/derived';
import { services } from '../../state/kinds/service';
import { serviceEntries } from '../../state/kinds/serviceEntry';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Pod } from '../../state/kinds/pod';
import type { Reason } from '../../posture/servicePosture';
import { labelsKey } from '../../state/labelsKey';
import type { Labels } from '../../state/read';
import { matchesLabels } from '../../state/selector';
import { discoveryKinds } from '../controlPlane/discovery';
import { because } from '../because';
import { writtenPort } from '../registry/endpoints';
import {
  ListenerProtocol,
  listenerProtocol,
  parseProtocol,
} from '../outbound/protocolSelection';
import { MeshPort, MeshService, servicesWithin } from '../registry/registry';
import { sidecarFor } from '../sidecarScope/sidecarSelection';

export interface InboundPort {
  readonly protocol: ListenerProtocol;
  /** It stands in no Service: what is not known is passed through. */
  readonly unknown: boolean;
  readonly reasons: readonly Reason[];
}

/** Services of a namespace that lead to pods, by selector or by address, in the order in which they claim ports. */
const targeting = deriveEach<readonly MeshService[]>(
  namespace => [
    within(services, namespace),
    within(serviceEntries, namespace),
    ...discoveryKinds,
  ],
  (state, namespace) =>
    servicesWithin(state, namespace)
      .filter(one => one.selector || one.written.length > 0)
      .sort(byAgeAndHost),
  deriveValue,
);

function byAgeAndHost(a: MeshService, b: MeshService): number {
  return (
    Math.floor(a.created / 1000) - Math.floor(b.created / 1000) ||
    compareText(a.hostname, b.hostname)
  );
}

const source =
  'istio pilot/pkg/networking/core/listener_inbound.go buildInboundChainConfigs';

/** What a pod's sidecar takes a container port for. */
export function inboundPort(
  state: ClusterState,
  pod: Pod,
  port: number,
): InboundPort {
  const sidecar = sidecarFor(state, pod);
  if (sidecar && sidecar.ingress.length > 0) {
    // One that really binds is not what redirected traffic meets.
    const listener = sidecar.ingress.find(
      one => one.port.number === port && one.captureMode !== 'NONE',
    );
    if (!listener) return unknownPort(pod, port, objectName(sidecar));
    const { protocol } = listener.port;
    return {
      protocol: listenerProtocol(parseProtocol(protocol)),
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
    protocol: listenerProtocol(protocol),
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

/** The oldest service that leads to this container port; on equal age the first by host. */
function targetOf(
  state: ClusterState,
  pod: Pod,
  port: number,
): [MeshService, MeshPort] | undefined {
  for (const service of state.ask(servicesFor(pod))) {
    for (const one of service.ports) {
      if (listenerProtocol(one.protocol) === 'none') continue;
      if (targetPorts(service, one, pod).includes(port)) return [service, one];
    }
  }
  return undefined;
}

// Asked by labels: a Service of other pods of the namespace is of no concern to these.
function servicesFor({ meta }: Pod): Question<readonly MeshService[]> {
  const { namespace, labels } = meta;
  return {
    key: `services for|${namespace}|${labelsKey(labels)}`,
    answer: state =>
      state
        .read(targeting(namespace))
        .filter(({ selector }) => !selector || matchesLabels(selector, labels)),
    gist: one => one,
  };
}

/** Container ports of a pod that a port of a service of its namespace leads to. */
export function targetPorts(
  { selector, written }: MeshService,
  port: MeshPort,
  pod: Pod,
): readonly number[] {
  return selector
    ? selectedPorts(selector, port, pod)
    : written
        .filter(one => pod.ips.includes(one.address))
        .map(one => writtenPort(one, port));
}

function selectedPorts(selector: Labels, { targetPort }: MeshPort, pod: Pod) {
  if (!matchesLabels(selector, pod.meta.labels)) return [];
  const found = containerPortOf(pod, targetPort);
  return found === undefined ? [] : [found];
}

/** Number of a target port. Names are looked for among containers only, not among native sidecars. */
export function containerPortOf(
  pod: Pod,
  target: number | string,
): number | undefined {
  if (typeof target === 'number') return target;
  for (const container of pod.containers) {
    const found = container.ports.find(one => one.name === target);
    if (found) return found.containerPort;
  }
  return undefined;
}
