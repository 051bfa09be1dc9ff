// What Istio's controller makes for a Gateway of its own classes: istio manifests/charts/istio-control/
// istio-discovery/files/kube-gateway.yaml, waypoint.yaml; pilot/pkg/config/kube/gateway/deploymentcontroller.go.
import { isIstiosGateway, listenersOf } from '../mesh';
import type { ClusterState } from '../state/clusterState';
import type { Gateway, GatewayListener } from '../state/kinds/gateway';
import { gatewayClasses } from '../state/kinds/gatewayClass';
import {
  infrastructureAnnotations,
  infrastructureLabels,
} from './gatewayInfrastructure';
import type { Keeper } from './podsOfWorkload';
import type { Labels } from '../state/read';

const gatewayName = 'gateway.networking.k8s.io/gateway-name';
const serviceType = 'networking.istio.io/service-type';

/** The pods that serve a Gateway, and the Service in front of them; undefined where nobody makes any. */
export function gatewayWorkload(
  state: ClusterState,
  gateway: Gateway,
): { readonly keeper: Keeper; readonly service: unknown } | undefined {
  const waypoint = isWaypoint(state, gateway);
  if (!waypoint && !isIstiosGateway(state, gateway)) return undefined;
  if (!isManaged(gateway)) return undefined;
  const { namespace, annotations, name: own } = gateway.meta;
  const name =
    annotations['gateway.istio.io/name-override'] ??
    (waypoint ? own : `${own}-${gateway.className}`);
  const labels = {
    ...infrastructureLabels(gateway),
    [gatewayName]: own,
    'gateway.networking.k8s.io/gateway-class-name': gateway.className,
    'gateway.istio.io/managed': waypoint
      ? 'istio.io-mesh-controller'
      : 'istio.io-gateway-controller',
    ...(waypoint && { 'istio.io/dataplane-mode': 'none' }),
  };
  return {
    keeper: {
      owner: { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
      templateAt: 'spec',
      replicas: 1,
      template: templateOf(
        { labels, annotations: infrastructureAnnotations(gateway) },
        name,
        waypoint ? 'waypoint' : 'router',
      ),
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        namespace,
        name,
        labels,
        annotations: infrastructureAnnotations(gateway),
      },
      spec: {
        type:
          annotations[serviceType] ?? (waypoint ? 'ClusterIP' : 'LoadBalancer'),
        selector: { [gatewayName]: own },
        // A waypoint takes no ListenerSets.
        ports: portsOf(
          waypoint
            ? gateway.listeners
            : listenersOf(state, gateway).map(({ listener }) => listener),
        ),
      },
    },
  };
}

function isWaypoint(state: ClusterState, { className }: Gateway): boolean {
  const found = state.get(gatewayClasses, '', className);
  return found
    ? found.controllerName === 'istio.io/mesh-controller'
    : className === 'istio-waypoint';
}

/** One that names a Service of somebody else's is served by that. */
function isManaged({ addresses }: Gateway): boolean {
  return (
    addresses.length === 0 ||
    (addresses.length === 1 && addresses[0].type === 'IPAddress')
  );
}

function portsOf(listeners: readonly GatewayListener[]) {
  const numbers = [...new Set(listeners.map(one => one.port))];
  return [
    { name: 'status-port', port: 15021 },
    ...numbers.map(port => {
      const listener = listeners.find(one => one.port === port);
      const protocol = listener?.protocol.toLowerCase() ?? 'tcp';
      return { name: `${protocol}-${port}`, port, appProtocol: protocol };
    }),
  ];
}

function templateOf(
  { labels, annotations }: Readonly<Record<'labels' | 'annotations', Labels>>,
  serviceAccountName: string,
  role: 'router' | 'waypoint',
) {
  return {
    metadata: {
      labels: { 'sidecar.istio.io/inject': 'false', ...labels },
      annotations,
    },
    spec: {
      serviceAccountName,
      containers: [
        { name: 'istio-proxy', image: 'istio/proxyv2', args: ['proxy', role] },
      ],
    },
  };
}
