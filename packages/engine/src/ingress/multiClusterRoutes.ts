import { annotationEvidence, evidenceOf, objectName } from '../state/evidence';
import {
  MultiClusterIngress,
  multiClusterIngresses,
  MultiClusterRule,
} from '../state/kinds/multiClusterIngress';
import type { Service, ServicePort } from '../state/kinds/service';
import type { KubeObject } from '../state/meta';
import { indexBy } from '../state/objectIndex';
import { text } from '../state/read';
import { cloudEdge } from './cloudEdge';
import type { Route } from './edge';
import type { RouteReader } from './routeReader';
import { servicePort } from './servicePort';
import { settledDial } from './settledDial';
import { gkeMci } from './vendors/gkeMci';

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
    if (leading.length === 0) return elsewhere(service, parent);
    return leading.flatMap(ingress =>
      ingress.rules
        .filter(rule => rule.backend.service === parent.name)
        .flatMap(rule => routeOf(service, parent, ingress, rule)),
    );
  },
};

interface Parent {
  readonly namespace: string;
  readonly name: string;
}

/** The annotation holds JSON: {"Namespace": …, "Name": …}. */
function parentOf({ meta }: Service): Parent | undefined {
  const written = meta.annotations[parentAnnotation] as string | undefined;
  if (written === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(written);
    const namespace = text(parsed, 'Namespace');
    const name = text(parsed, 'Name');
    return namespace !== undefined && name !== undefined
      ? { namespace, name }
      : undefined;
  } catch {
    return undefined;
  }
}

function routeOf(
  service: Service,
  parent: Parent,
  ingress: MultiClusterIngress,
  rule: MultiClusterRule,
): readonly Route[] {
  const port = servicePort(service, rule.backend.port);
  if (!port) return [];
  const { namespace, name } = ingress.meta;
  const dial = dialOf(service, port, ingress, [
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
function elsewhere(service: Service, parent: Parent): readonly Route[] {
  const { namespace, name } = service.meta;
  const caveat = `${objectName(service)} was made for MultiClusterService ${
    parent.namespace
  }/${
    parent.name
  }, and no MultiClusterIngress here leads to it: hosts and paths are those of another cluster, the config cluster.`;
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .flatMap(port => {
      const dial = dialOf(service, port, service, [], [caveat]);
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
  service: Service,
  port: ServicePort,
  route: KubeObject,
  evidence: readonly ReturnType<typeof evidenceOf>[],
  caveats: readonly string[] = [],
) {
  return settledDial({
    vendor: gkeMci,
    places: { route, service, port, pods: [] },
    service,
    port,
    reasons: [
      {
        text: `${objectName(
          service,
        )} is what GKE made here for a MultiClusterService.`,
        evidence: [annotationEvidence(service, parentAnnotation), ...evidence],
        source: gkeMci.addressing.source,
      },
    ],
    caveats,
  });
}
