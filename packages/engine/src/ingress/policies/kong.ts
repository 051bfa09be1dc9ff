import { referenceAllowed } from '../../mesh';
import type { Reason } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { compareText } from '../../state/compareText';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { ingressClasses } from '../../state/kinds/ingressClass';
import { ingresses } from '../../state/kinds/ingress';
import {
  kongClassParameters,
  kongIngresses,
  kongTcpIngresses,
} from '../../state/kinds/kongTcpIngress';
import { Service, ServicePort, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { placesOf } from '../dial/places';
import { resolveSetting } from '../dial/setting';
import type { Instance } from '../edges/instances';
import { controllerOf } from '../routes/controllerOf';
import { kongFlag } from './kongClass';
import { kongAnswer, kongPluginEffect, kongStreamed } from './kongPlugins';
import type { HostSent } from '../vendorDescription';

const source =
  'Kong/kubernetes-ingress-controller internal/dataplane/translator/translate_upstreams.go (getIngressClassParametersOrDefault)';

const nameOf = ({ meta }: Service) => `${meta.name}.${meta.namespace}.svc`;

/** The target's own name: of a Service that it dials, "service.namespace.svc". */
export const kongOwnHost: HostSent = { of: 'address', serviceAs: nameOf };

/** The same with the cluster's domain, where the controller is told one (getEndpoints). */
function nameIn(instance: Instance | undefined): (service: Service) => string {
  const domain = kongFlag(instance, '--cluster-domain') ?? '';
  return service =>
    domain === '' ? nameOf(service) : `${nameOf(service)}.${domain}`;
}

const serviceUpstream = 'ingress.kubernetes.io/service-upstream';

/** Annotation of a Service: what it is told to be called. */
export const kongHostHeader = 'konghq.com/host-header';

const preserveHost = 'konghq.com/preserve-host';
const protocolKey = 'konghq.com/protocol';

/** What leads to a Service, as far as Kong's settings for its class go. */
interface KongBackend {
  readonly instance?: Instance | undefined;
  readonly service: Service;
  readonly port: ServicePort;
}

/** What the IngressClassParameters of Kong's own class say: they hold for Gateways, too. */
export function kongClassSettings(
  state: ClusterState,
  backend: KongBackend,
): PolicyEffect {
  const { instance } = backend;
  const ingressClass =
    instance && state.get(ingressClasses, '', instance.className);
  const reference = ingressClass?.parameters;
  if (!reference || reference.kind !== 'IngressClassParameters') {
    return headlessDoubt(backend, false);
  }
  const { namespace = '', name } = reference;
  const found = state.get(kongClassParameters, namespace, name);
  if (!found) {
    return {
      caveats: [
        `${objectName(
          ingressClass,
        )} takes settings from IngressClassParameters ${namespace}/${name}, which could not be read.`,
      ],
    };
  }
  // They add to what a Service asks for, and take nothing away.
  if (!found.serviceUpstream) return headlessDoubt(backend, false);
  return {
    ...headlessDoubt(backend, true),
    said: {
      addressing: {
        effect: 'service-vip',
        by: objectName(found),
        evidence: [evidenceOf(found, 'spec.serviceUpstream', true)],
        source,
      },
    },
  };
}

/** Kong dials a Service by its name, and a headless one's name is that of its pods. */
function headlessDoubt(
  { service, port }: KongBackend,
  byClass: boolean,
): PolicyEffect {
  const byName =
    byClass || service.meta.annotations[serviceUpstream] === 'true';
  const headless =
    service.type !== 'ExternalName' && service.clusterIps.length === 0;
  if (!byName || !headless || port.targetPort === port.port) return {};
  return {
    unknown: true,
    caveats: [
      `Kong dials the pods that the name of ${objectName(
        service,
      )} stands for at port ${port.port}, which is not their port ${
        port.targetPort
      }: nothing may listen there.`,
    ],
  };
}

/** What becomes of a rule of an Ingress: Kong's Services are made by Service and port, and one default backend is enough. */
export function kongIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, service, port, instance, server } = served;
  const drops =
    whyUnnumbered(served) ??
    whyTaken(state, served) ??
    whyNotDefault(state, served) ??
    kongAnswer(state, [served.ingress, served.service], served.instance);
  if (drops !== undefined) return { drops };
  const settings = kongClassSettings(state, served);
  const { effect } = resolveSetting(server.vendor.host, {
    ...placesOf(state, ingress, instance),
    service,
    port,
  });
  return withPlugins(
    effect === null
      ? settings
      : withHost(settings, served, upstreamHost(state, service)),
    kongPluginEffect(state, [ingress, service], instance),
  );
}

/** A plugin's Host counts before that of an upstream (Kong/kong kong/runloop/handler.lua, access.after). */
function withPlugins(
  effect: PolicyEffect,
  plugins: ReturnType<typeof kongPluginEffect>,
): PolicyEffect {
  return {
    ...effect,
    said: { ...effect.said, ...plugins.said },
    caveats: [...(effect.caveats ?? []), ...plugins.caveats],
    unknown: effect.unknown === true || plugins.unknown,
  };
}

/** Of a Service that is a name a port has to be a number (translate_upstreams.go, findPort). */
function whyUnnumbered({ rule, service }: ServedRule): string | undefined {
  return service.type === 'ExternalName' &&
    typeof rule.backend.port === 'string'
    ? `${objectName(
        service,
      )} is of type ExternalName, and its port is not given by number`
    : undefined;
}

const byTcpBackend = indexBy(kongTcpIngresses, ({ meta, rules }) =>
  rules.map(one => `${meta.namespace}/${one.service}:${one.port}`),
);

/** A TCPIngress makes a Service of Kong's of the same name, in the place of that of Ingresses (ingressrules.go, mergeIngressRules). */
function whyTaken(
  state: ClusterState,
  { ingress, rule, instance }: ServedRule,
): string | undefined {
  const { service, port } = rule.backend;
  // A KongServiceFacade, whose rule is no Service's, makes one of a name of its own.
  if (typeof port !== 'number' || !ingress.rules.includes(rule)) {
    return undefined;
  }
  const [other] = state
    .lookup(byTcpBackend, `${ingress.meta.namespace}/${service}:${port}`)
    .filter(
      ({ meta }) =>
        meta.annotations['kubernetes.io/ingress.class'] ===
        (instance?.className ?? 'kong'),
    );
  return (
    other &&
    `${objectName(
      other,
    )} leads to port ${port} of Service ${service}, too, and Kong's controller makes one Service of Kong's for both: that of the TCPIngress`
  );
}

const byDefault = indexBy(ingresses, ({ rules, resources = [] }) =>
  [...rules, ...resources].some(({ field }) => field === 'spec.defaultBackend')
    ? ['any']
    : [],
);

/** Of all default backends that of the oldest Ingress counts (translate_ingress.go, getDefaultBackendService). */
function whyNotDefault(
  state: ClusterState,
  { ingress, rule, server: { vendor } }: ServedRule,
): string | undefined {
  if (rule.field !== 'spec.defaultBackend') return undefined;
  const controller = controllerOf(state, ingress, vendor);
  const [oldest] = state
    .lookup(byDefault, 'any')
    .filter(one => controllerOf(state, one, vendor) === controller)
    .sort((a, b) => a.meta.created - b.meta.created);
  return oldest && oldest !== ingress
    ? `${objectName(oldest)} is older and has a default backend, too`
    : undefined;
}

/** The Host of an upstream: of the Service's annotation, of its KongIngress, or of what is dialled. */
function upstreamHost(
  state: ClusterState,
  { meta: { namespace, annotations } }: Service,
  isGateway = false,
): UpstreamHost {
  const said = annotations[kongHostHeader] as string | undefined;
  const name = annotations['konghq.com/override'] as string | undefined;
  const effect = said ?? kongOwnHost;
  if (name === undefined || name === '') return { effect };
  const found = state.get(kongIngresses, namespace, name);
  if (state.unreadable(kongIngresses) !== undefined) {
    const caveat = `KongIngress ${namespace}/${name} could not be read: it could set the Host.`;
    return { effect, caveat };
  }
  // One that is not there, or that is on the way of a Gateway, keeps the annotation from counting (upstream.go, override).
  if (!found || isGateway) return { effect: kongOwnHost };
  return { effect: said ?? found.hostHeader ?? kongOwnHost };
}

interface UpstreamHost {
  readonly effect: HostSent;
  /** Why it is not known. */
  readonly caveat?: string;
}

/** With Service routing one that is a name is dialled by its own, too. */
function isByOwnName(settings: PolicyEffect, service: Service): boolean {
  return (
    service.type === 'ExternalName' &&
    (settings.said?.addressing !== undefined ||
      service.meta.annotations[serviceUpstream] === 'true')
  );
}

function withHost(
  settings: PolicyEffect,
  { service, instance }: KongBackend,
  { effect, caveat }: UpstreamHost,
  evidence: Reason['evidence'] = [],
): PolicyEffect {
  const serviceAs = nameIn(instance);
  return {
    ...settings,
    said: {
      ...settings.said,
      host: {
        effect:
          effect === kongOwnHost
            ? ownHost(settings, service, serviceAs)
            : effect,
        evidence,
        source:
          'Kong/kubernetes-ingress-controller internal/dataplane/kongstate/upstream.go (override)',
      },
    },
    ...(caveat !== undefined && {
      unknown: true,
      caveats: [...(settings.caveats ?? []), caveat],
    }),
  };
}

function ownHost(
  settings: PolicyEffect,
  service: Service,
  serviceAs: (service: Service) => string,
): HostSent {
  return isByOwnName(settings, service)
    ? serviceAs(service)
    : { of: 'address', serviceAs };
}

/** Which Host and protocol a route of the Gateway API sends: a route of gRPC does not keep the client's Host unless it is told to. */
export function kongGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const { route, service, instance } = backend;
  const isHttp = route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute';
  const drops =
    whyUnlike(state, backend) ??
    (isHttp ? kongAnswer(state, [route, service], instance) : undefined);
  if (drops !== undefined) return { drops };
  const settings = kongClassSettings(state, backend);
  const plugins = kongPluginEffect(state, [route, service], instance);
  return route.kind === 'TLSRoute' || route.kind === 'TCPRoute'
    ? withPlugins(streamed(settings, backend), kongStreamed(plugins))
    : withPlugins(hostOfRoute(state, backend, settings), plugins);
}

function hostOfRoute(
  state: ClusterState,
  backend: GatewayBackend,
  settings: PolicyEffect,
): PolicyEffect {
  const { route, rule, service } = backend;
  const preserve = (
    route.meta.annotations[preserveHost] as string | undefined
  )?.toLowerCase();
  const keeps =
    route.kind === 'GRPCRoute' ? preserve === 'true' : preserve !== 'false';
  const isRenamed = (rule.hostRewrite ?? rule.hostHeader) !== undefined;
  if (keeps || isRenamed) return settings;
  return withHost(settings, backend, upstreamHost(state, service, true), [
    annotationEvidence(route, preserveHost),
  ]);
}

/** Connections have no Host, and TLS of Kong's own where the Service asks for it. */
function streamed(
  settings: PolicyEffect,
  { route, service, port }: GatewayBackend,
): PolicyEffect {
  const evidence = [annotationEvidence(service, protocolKey)];
  const starts =
    route.kind === 'TCPRoute' &&
    service.meta.annotations[protocolKey] === 'tls';
  return {
    ...settings,
    said: {
      ...settings.said,
      host: { effect: null, evidence: [], source },
      ...(starts && {
        backend: {
          effect: { ...carriedProtocol(service, port), tls: 'edge' },
          by: protocolKey,
          evidence,
          source,
        },
      }),
    },
  };
}

/** Services of one rule have to say the same by Kong's annotations (ingressrules.go, collectInconsistentAnnotations). */
function whyUnlike(
  state: ClusterState,
  { route, rule, service }: GatewayBackend,
): string | undefined {
  const from = { kind: route.kind, namespace: route.meta.namespace };
  const beside = rule.backends.flatMap(({ namespace, name }) => {
    const there = namespace ?? route.meta.namespace;
    return referenceAllowed(state, from, { namespace: there, name })
      ? state.get(services, there, name) ?? []
      : [];
  });
  const unlike = beside.find(
    one => kongAnnotations(one) !== kongAnnotations(service),
  );
  return (
    unlike &&
    `annotations konghq.com/* of ${objectName(unlike)} and ${objectName(
      service,
    )} differ, and Kong's controller makes nothing of a rule with both`
  );
}

function kongAnnotations({ meta }: Service): string {
  return JSON.stringify(
    Object.entries(meta.annotations)
      .filter(([name]) => name.startsWith('konghq.com'))
      .sort(([a], [b]) => compareText(a, b)),
  );
}
