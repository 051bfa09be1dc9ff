import { completionCaveats } from '../../completion/completedBy';
import { hostnameOf, meshConfig, podsByProxyRole, serves } from '../../mesh';
import { meshGateways, routesTowards } from '../../mesh/gateway/gatewayWorld';
import type { MeshGateway } from '../../mesh/gateway/meshGateway';
import type { ClusterState } from '../../state/clusterState';
import { deriveTable } from '../../state/derived';
import { evidenceOf, objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import type { Ingress } from '../../state/kinds/ingress';
import { pods } from '../../state/kinds/pod';
import { findingRule } from '../finding';

const gatewaysByKey = deriveTable(
  [meshGateways],
  (state): ReadonlyMap<string, MeshGateway> =>
    new Map(state.read(meshGateways).map(one => [one.key, one])),
);

/**
 * An Ingress of Istio's class, or a Gateway of the Gateway API of it, whose gateway pods are not there (istio
 * pilot/pkg/config/kube/ingress/gateways.go; pilot/pkg/config/kube/gateway/deploymentcontroller.go).
 */
export const ip0720 = findingRule('IP0720', ({ state, service }) => {
  if (state.unreadable(pods) !== undefined) return [];
  const { namespace, name } = service.meta;
  const found = routesTowards(state, [hostnameOf(namespace, name)]).flatMap(
    route =>
      [...route.gateways].flatMap(key => {
        const gateway = state.readAt(gatewaysByKey, key);
        const from = gateway && writtenFrom(gateway);
        return from && isUnserved(state, gateway, from)
          ? [{ route: route.object, gateway, from }]
          : [];
      }),
  );
  const once = [...new Map(found.map(one => [one.from, one])).values()];
  return once.map(({ route, gateway, from }) => ({
    says: {
      route: objectName(route),
      service: name,
      gateway: objectName(from),
      wanted: wantedBy(gateway),
    },
    about: [from, route],
    evidence: [classOf(from)],
  }));
});

type Written = Ingress | Gateway;

/** What Istio makes a gateway of; its own Gateways have a finding of their own, IP0705. */
function writtenFrom({ object, selects }: MeshGateway): Written | undefined {
  if (object.kind === 'Ingress') return object as Ingress;
  return selects.by === 'services' ? (object as Gateway) : undefined;
}

function isUnserved(
  state: ClusterState,
  gateway: MeshGateway,
  from: Written,
): boolean {
  return (
    state
      .lookup(podsByProxyRole, 'gateway')
      .every(pod => !serves(state, gateway, pod)) &&
    (!isServedSomewhere(from) || isSeenWhole(state))
  );
}

/** Its status has an address: somebody served it, perhaps pods that were not read. */
function isServedSomewhere(from: Written): boolean {
  return from.kind === 'Ingress'
    ? from.hasAddress === true
    : from.statusAddresses.length > 0;
}

/** Whether the control plane is seen running: then what is not seen is not there. */
function isSeenWhole(state: ClusterState): boolean {
  const { source, rootNamespace } = state.read(meshConfig);
  return state
    .inNamespace(pods, source?.meta.namespace ?? rootNamespace)
    .some(
      pod =>
        pod.meta.labels.app === 'istiod' && completionCaveats(pod).length === 0,
    );
}

function wantedBy({ selects }: MeshGateway): string {
  if (selects.by === 'services') {
    return `gateway pods behind ${[...selects.hostnames].join(', ')}`;
  }
  const labels = Object.entries(selects.labels).map(
    ([label, value]) => `${label}=${value}`,
  );
  return `gateway pods with ${labels.join(', ')}`;
}

function classOf(from: Written) {
  return from.kind === 'Ingress'
    ? evidenceOf(from, ...ingressClassOf(from))
    : evidenceOf(from, 'spec.gatewayClassName', from.className);
}

function ingressClassOf({ className, meta }: Ingress): [string, string] {
  const annotated = meta.annotations['kubernetes.io/ingress.class'];
  return annotated === undefined
    ? ['spec.ingressClassName', className ?? '']
    : ['metadata.annotations[kubernetes.io/ingress.class]', annotated];
}
