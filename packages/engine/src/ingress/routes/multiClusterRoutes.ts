import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import {
  MultiClusterIngress,
  multiClusterIngresses,
  MultiClusterRule,
} from '../../state/kinds/multiClusterIngress';
import { multiClusterServices } from '../../state/kinds/multiClusterService';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { text } from '../../state/read';
import { backendConfigHost } from '../policies/gkeIngress';
import { cloudEdge } from '../edges/cloudEdge';
import type { Route } from '../edges/edge';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { settledDial } from '../dial/settledDial';
import type { Resolved } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import { gkeMci } from '../vendors/gkeMci';

/** On the Services that GKE makes in each member cluster of a MultiClusterService. */
const parentAnnotation = 'networking.gke.io/multiclusterservice-parent';

const byBackend = indexBy(multiClusterIngresses, ({ meta, rules }) =>
  rules.map(rule => `${meta.namespace}/${rule.backend.service}`),
);

/** MultiClusterIngresses, by way of the Services that are made here for the MultiClusterServices behind. */
export const multiClusterRoutes: RouteReader = {
  routesTo: (state, service) => {
    const parent = parentOf(service);
    if (!parent) return [];
    const leading = state.lookup(
      byBackend,
      `${parent.namespace}/${parent.name}`,
    );
    if (leading.length === 0) return elsewhere(state, service, parent);
    return leading.flatMap(ingress =>
      ingress.rules
        .filter(rule => rule.backend.service === parent.name)
        .flatMap(rule => routeOf(state, service, parent, ingress, rule)),
    );
  },
};

/** Whether GKE made a Service for a MultiClusterService. */
export function isMultiClusterPart(service: Service): boolean {
  return parentOf(service) !== undefined;
}

interface Parent {
  readonly namespace: string;
  readonly name: string;
}

/** The annotation holds JSON: {"Namespace": …, "Name": …}. */
function parentOf({ meta }: Service): Parent | undefined {
  const written = parsed(meta.annotations[parentAnnotation]);
  const namespace = text(written, 'Namespace');
  const name = text(written, 'Name');
  return namespace !== undefined && name !== undefined
    ? { namespace, name }
    : undefined;
}

function routeOf(
  state: ClusterState,
  service: Service,
  parent: Parent,
  ingress: MultiClusterIngress,
  rule: MultiClusterRule,
): readonly Route[] {
  const port = servicePort(service, rule.backend.port);
  if (!port) return [];
  const { namespace, name } = ingress.meta;
  const dial = dialOf(state, parent, service, port, ingress, [
    evidenceOf(ingress, 'spec.template.spec.rules[].backend', parent.name),
  ]);
  if (!dial) return [];
  return [
    {
      edge: cloudEdge(gkeMci, 'LoadBalancer', ingress),
      ref: {
        kind: 'MultiClusterIngress',
        namespace,
        name,
        host: rule.host,
        path: rule.path,
      },
      object: ingress,
      backend: {
        namespace: service.meta.namespace,
        service: service.meta.name,
        port: port.port,
      },
      clientTls: ingress.tls,
      dial,
    },
  ];
}

/** The config cluster is another one: that there is a route is known, and no more. */
function elsewhere(
  state: ClusterState,
  service: Service,
  parent: Parent,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const caveat = `${objectName(service)} was made for MultiClusterService ${
    parent.namespace
  }/${
    parent.name
  }, and no MultiClusterIngress here leads to it: hosts and paths are those of another cluster, the config cluster.`;
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .flatMap(port => {
      const dial = dialOf(state, parent, service, port, service, [], [caveat]);
      if (!dial) return [];
      return [
        {
          edge: cloudEdge(gkeMci, 'LoadBalancer', service),
          ref: {
            kind: 'MultiClusterService',
            ...parent,
            host: null,
            path: null,
          },
          object: { ...service, kind: 'MultiClusterService' },
          backend: { namespace, service: name, port: port.port },
          clientTls: false,
          dial,
        },
      ];
    });
}

function dialOf(
  state: ClusterState,
  parent: Parent,
  service: Service,
  port: ServicePort,
  route: KubeObject,
  evidence: readonly ReturnType<typeof evidenceOf>[],
  caveats: readonly string[] = [],
) {
  const backend = protocolSaid(state, parent, port);
  const object = state.get(multiClusterServices, parent.namespace, parent.name);
  const host = object ? backendConfigHost(state, object, port) : {};
  return settledDial({
    vendor: gkeMci,
    places: { route, service, port, pods: [] },
    service,
    port,
    said: { ...host.said, ...(backend && { backend }) },
    reasons: [
      {
        text: `${objectName(
          service,
        )} is what GKE made here for a MultiClusterService.`,
        evidence: [annotationEvidence(service, parentAnnotation), ...evidence],
        source: gkeMci.addressing.source,
      },
    ],
    caveats: [...caveats, ...(host.caveats ?? [])],
  });
}

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  HTTPS: { protocol: 'http', tls: 'edge' },
  HTTP2: { protocol: 'http2', tls: 'edge' },
};

/** An annotation of the MultiClusterService: JSON from port name to protocol. */
function protocolSaid(
  state: ClusterState,
  parent: Parent,
  { name }: ServicePort,
): Resolved<BackendProtocol> | undefined {
  const key = 'networking.gke.io/app-protocols';
  const object = state.get(multiClusterServices, parent.namespace, parent.name);
  const written = object?.meta.annotations[key];
  const effect = protocols[text(parsed(written), name ?? '') ?? ''];
  return (
    object &&
    effect && {
      effect,
      by: key,
      evidence: [annotationEvidence(object, key)],
      source: gkeMci.addressing.source,
    }
  );
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
