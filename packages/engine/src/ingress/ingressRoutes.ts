import type { ClusterState } from '../state/clusterState';
import { derive } from '../state/derived';
import { objectName } from '../state/evidence';
import { configMaps } from '../state/kinds/configMap';
import { Ingress, ingresses, IngressRule } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import { pods } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import type { Dial } from './dial';
import type { Edge, Route } from './edge';
import { IngressServer, ingressServer } from './ingressClassOf';
import type { Instance } from './instances';
import { ownerOf } from './owner';
import { servicePort } from './servicePort';
import { resolveSetting, SettingPlaces } from './setting';

/** Routes of every Ingress that a known vendor serves and whose Service exists. */
export const ingressRoutes = derive(
  [ingresses, ingressClasses, services, configMaps, pods],
  (state): readonly Route[] =>
    state.list(ingresses).flatMap(ingress => {
      const server = ingressServer(state, ingress);
      // Istio's own Ingress support is an Istio gateway: the mesh room binds it.
      if (!server || server.vendor.id === 'istio') return [];
      return edgesOf(ingress, server).flatMap(({ edge, instance }) =>
        ingress.rules.flatMap(rule =>
          routeOf(state, ingress, rule, server, edge, instance),
        ),
      );
    }),
);

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

/** An installation is called after the workload that keeps its pods. */
export function instanceRef(instance: Instance): Edge['ref'] {
  const { kind, namespace, name } = ownerOf(instance.pods[0]);
  const { id, title } = instance.vendor;
  return { vendor: id, title, kind, namespace, name };
}

function routeOf(
  state: ClusterState,
  ingress: Ingress,
  rule: IngressRule,
  server: IngressServer,
  edge: Edge,
  instance: Instance | undefined,
): readonly Route[] {
  const { namespace } = ingress.meta;
  const service = state.get(services, namespace, rule.backend.service);
  const port = service && servicePort(service, rule.backend.port);
  if (!service || !port) return [];
  const configMap = instance?.configMap?.split('/');
  const places: SettingPlaces = {
    route: ingress,
    service,
    ...(configMap?.length === 2 && {
      configMap: state.get(configMaps, configMap[0], configMap[1]),
    }),
  };
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
      clientTls: hasTls(ingress, rule.host),
      dial: dialOf(server, service, places),
    },
  ];
}

function dialOf(
  server: IngressServer,
  service: Service,
  places: SettingPlaces,
): Dial {
  const { vendor } = server;
  const addressing = resolveSetting(vendor.addressing, places);
  const host = resolveSetting(vendor.host, places);
  const backend = resolveSetting(vendor.backend, places);
  // A Service without an address of its own leaves its pods to dial.
  const podsOnly =
    addressing.effect === 'service-vip' && service.clusterIps.length === 0;
  const target = podsOnly ? 'pod-ip' : addressing.effect;
  return {
    addressing: target,
    host:
      host.effect === null
        ? { kind: 'client' }
        : { kind: 'fixed', value: host.effect },
    protocol: backend.effect.protocol,
    tls: backend.effect.tls ? { sni: host.effect } : null,
    certainty: server.asserted ? 'proven' : 'inferred',
    reasons: [
      ...server.reasons,
      {
        text: `${vendor.title} dials ${dialled[target]}${
          addressing.by
            ? `: ${addressing.by.key} says so.`
            : podsOnly
            ? `: ${objectName(service)} has no address of its own.`
            : ': that is its default, and nothing here changes it.'
        }`,
        evidence: addressing.evidence,
        source: addressing.source,
      },
      ...(vendor.host.switches.length > 0 && vendor.placement === 'in-cluster'
        ? [
            {
              text:
                host.effect === null
                  ? `It sends the Host that the client sent.`
                  : `It sends Host ${host.effect} instead of the client's.`,
              evidence: host.evidence,
              source: host.source,
            },
          ]
        : []),
      ...(backend.effect.tls
        ? [
            {
              text: `It starts TLS of its own towards the backend.`,
              evidence: backend.evidence,
              source: backend.source,
            },
          ]
        : []),
    ],
  };
}

const dialled: Readonly<Record<Dial['addressing'], string>> = {
  'pod-ip': 'pod IPs',
  'service-vip': "the Service's address",
  'node-port': 'node ports',
};

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
