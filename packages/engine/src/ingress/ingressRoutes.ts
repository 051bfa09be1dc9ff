import type { ServiceKey } from '../posture/serviceKey';
import type { ClusterState } from '../state/clusterState';
import { ingressesByBackend } from './ingressesByBackend';
import { ingressDial } from './ingressDial';
import type { Ingress, IngressRule } from '../state/kinds/ingress';
import type { Service } from '../state/kinds/service';
import type { Edge, Route } from './edge';
import { IngressServer, ingressServers } from './ingressClassOf';
import { Instance, instanceRef } from './instances';
import type { RouteReader } from './routeReader';
import { servicePort } from './servicePort';
import type { VendorDescription } from './vendorDescription';

/** Ingresses, at every edge of a known vendor that serves them. */
export const ingressRoutes: RouteReader = {
  routesTo: ingressRoutesTo,
  unclaimed: (state, { meta: { namespace, name } }) =>
    state
      .lookup(ingressesByBackend, `${namespace}/${name}`)
      .filter(ingress => ingressServers(state, ingress).length === 0)
      .map(ingress => ({
        object: ingress,
        why: unclaimedWhy(ingress),
      })),
};

function unclaimedWhy(ingress: Ingress): string {
  const className =
    ingress.meta.annotations['kubernetes.io/ingress.class'] ??
    ingress.className;
  const whose =
    className === undefined
      ? 'names no class, and there is no default one'
      : `is of class ${className}, whose controller is not known here`;
  return `and ${whose}: what its controller sends, if one serves it, could not be worked out.`;
}

export function ingressRoutesTo(
  state: ClusterState,
  service: Service,
): readonly Route[] {
  const { namespace, name } = service.meta;
  const leading = state.lookup(ingressesByBackend, `${namespace}/${name}`);
  return leading.flatMap(ingress => {
    const rules = ingress.rules.filter(rule => rule.backend.service === name);
    return ingressServers(state, ingress)
      .filter(({ vendor }) => !isIstiosOwn(vendor))
      .flatMap(server =>
        edgesOf(ingress, server).flatMap(({ edge, instance }) =>
          rules.flatMap(rule =>
            routeOf(state, ingress, rule, service, server, edge, instance),
          ),
        ),
      );
  });
}

/** Istio's own Ingress support is an Istio gateway: the mesh room binds it. */
function isIstiosOwn({ id }: VendorDescription): boolean {
  return id === 'istio';
}

interface ServingEdge {
  readonly edge: Edge;
  readonly instance?: Instance;
}

function edgesOf(ingress: Ingress, server: IngressServer): ServingEdge[] {
  const { vendor } = server;
  if (vendor.placement === 'cloud' || server.instances.length === 0) {
    const ref = {
      vendor: vendor.id,
      title: vendor.title,
      kind: vendor.placement === 'cloud' ? 'LoadBalancer' : 'IngressClass',
      namespace: vendor.placement === 'cloud' ? ingress.meta.namespace : '',
      name: vendor.placement === 'cloud' ? ingress.meta.name : server.className,
    };
    return [{ edge: { vendor, ref, pods: [], reasons: server.reasons } }];
  }
  return server.instances.map(instance => ({
    instance,
    edge: {
      vendor,
      ref: instanceRef(instance),
      pods: instance.pods,
      reasons: server.reasons,
    },
  }));
}

function routeOf(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
  service: Service,
  server: IngressServer,
  edge: Edge,
  instance: Instance | undefined,
): readonly Route[] {
  const { namespace } = ingress.meta;
  const port = servicePort(service, rule.backend.port);
  if (!port) return [];
  const dial = ingressDial(state, { ingress, service, port, server, instance });
  if (!dial) return [];
  return [
    {
      edge,
      ref: {
        kind: 'Ingress',
        namespace,
        name: ingress.meta.name,
        host: rule.host,
        path: rule.path,
      },
      object: ingress,
      backend: { namespace, service: service.meta.name, port: port.port },
      services: servicesOf(ingress),
      clientTls: hasTls(ingress, rule.host),
      dial,
    },
  ];
}

function servicesOf({ meta, rules }: Ingress): readonly ServiceKey[] {
  const names = new Set(rules.map(rule => rule.backend.service));
  return [...names].map(name => ({ namespace: meta.namespace, name }));
}

function hasTls(ingress: Ingress, host: string | null): boolean {
  if (ingress.meta.annotations['alb.ingress.kubernetes.io/certificate-arn']) {
    return true;
  }
  return ingress.tlsHosts.some(
    tls =>
      tls === host ||
      (tls.startsWith('*.') && host !== null && host.endsWith(tls.slice(1))),
  );
}
