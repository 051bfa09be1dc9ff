import type {
  BackendProtocol,
  HostSent,
  NamespaceLimit,
  RouteFamily,
  Setting,
  Switch,
  VendorDescription,
} from '../vendorDescription';
import type { Dial } from '../dial/dial';
import { goTrue } from '../edges/goBool';
import { traefikGatewayPolicies } from '../policies/traefikGateway';
import { traefikIngressPolicies } from '../policies/traefikIngress';
import { mayBeOn } from '../policies/traefikStatic';

const prefix = 'traefik.ingress.kubernetes.io';
const docs =
  'traefik/traefik docs/content/reference/routing-configuration/kubernetes';
const staticDocs =
  'traefik/traefik docs/content/reference/install-configuration/providers/kubernetes';

/** Schemes that a Service or a backend can ask for. */
export const traefikSchemes: Readonly<
  Record<string, BackendProtocol | undefined>
> = {
  http: { protocol: 'http', tls: 'none' },
  https: { protocol: 'http', tls: 'edge' },
  h2c: { protocol: 'http2', tls: 'none' },
};

/** It takes these ports for https, whatever the mesh thinks of them (getProtocol). */
const byPort: readonly Switch<BackendProtocol>[] = [
  {
    on: 'port-number',
    key: 'the port number',
    effect: value => (value === '443' ? traefikSchemes.https : undefined),
    source: 'traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go',
  },
  {
    on: 'port-name',
    key: "the port's name",
    effect: value =>
      value.startsWith('https') ? traefikSchemes.https : undefined,
    source: 'traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go',
  },
];

const isTrue = (value: string) => goTrue.has(value);
const onOrOff = (value: string): Dial['addressing'] =>
  isTrue(value) ? 'service-vip' : 'pod-ip';

/** The static setting of a provider, as a flag or a variable. */
function byDefault(provider: string): readonly Switch<Dial['addressing']>[] {
  const source = `${staticDocs}/kubernetes-${provider}.md (nativeLBByDefault)`;
  // A flag without value is true.
  const effect = (value: string): Dial['addressing'] | undefined =>
    value === '' || value.toLowerCase() === 'true' ? 'service-vip' : undefined;
  return [
    {
      on: 'flag',
      key: `--providers.kubernetes${provider}.nativelbbydefault`,
      effect,
      source,
    },
    {
      on: 'environment',
      key: `TRAEFIK_PROVIDERS_KUBERNETES${provider.toUpperCase()}_NATIVELBBYDEFAULT`,
      effect,
      source,
    },
  ];
}

/** Addressing of the routes of its own kinds, where they do not say it themselves. */
export const traefikCrdAddressing: Setting<Dial['addressing']> = {
  default: 'pod-ip',
  source: `${docs}/crd/http/service.md (nativeLB)`,
  switches: byDefault('crd'),
};

/** Protocol of the routes of its own kinds, where they do not say it themselves. */
export const traefikPortProtocol: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source: `${docs}/crd/http/service.md (scheme)`,
  switches: byPort,
};

const byAppProtocol: Readonly<Record<string, BackendProtocol | undefined>> = {
  'kubernetes.io/h2c': traefikSchemes.h2c,
  'kubernetes.io/ws': traefikSchemes.http,
  http: traefikSchemes.http,
  'kubernetes.io/wss': traefikSchemes.https,
  https: traefikSchemes.https,
};

/** What keeps one of its providers to some namespaces, and to objects with some labels. */
function watched(provider: string, of: RouteFamily): readonly NamespaceLimit[] {
  const name = `kubernetes${provider}`;
  const limit = (option: string, by: NamespaceLimit['by']): NamespaceLimit => ({
    flag: `--providers.${name}.${option}`,
    variable: `TRAEFIK_PROVIDERS_${name}_${option}`.toUpperCase(),
    by,
    of,
  });
  return [
    limit('namespaces', 'names'),
    limit('labelselector', 'labels of the object'),
  ];
}

/** Which provider reads the routes of a family. */
const providers: Readonly<Record<RouteFamily, string>> = {
  Ingress: 'providers.kubernetesingress',
  'own kinds': 'providers.kubernetescrd',
  'Gateway API': 'providers.kubernetesgateway',
};

export const traefik: VendorDescription = {
  id: 'traefik',
  title: 'Traefik',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['traefik.io/ingress-controller'],
  classNames: ['traefik'],
  classPrecedence: 'field',
  annotationPrefixes: [`${prefix}/`, 'traefik.io/'],
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'traefik' }],
    images: [
      'library/traefik',
      'traefik',
      'traefik/traefik-hub',
      'rancher/mirrored-library-traefik',
    ],
    classFlags: {
      name: {
        flag: '--providers.kubernetesingress.ingressclass',
        variable: 'TRAEFIK_PROVIDERS_KUBERNETESINGRESS_INGRESSCLASS',
        default: '',
      },
    },
    // traefik/traefik pkg/provider/kubernetes/ingress/kubernetes.go (filterIngressClassByName)
    goesByToldName: true,
    classless: 'without-class-flag',
    reads: (family, instance) => mayBeOn(instance, providers[family]),
    watches: [
      ...watched('ingress', 'Ingress'),
      ...watched('crd', 'own kinds'),
      ...watched('gateway', 'Gateway API'),
    ],
  },
  externalName: 'port',
  headless: 'drops-route',
  // What a ServersTransport says counts before (policies/traefik.ts).
  serverName: {
    default: { of: 'address' },
    source: 'traefik/traefik pkg/server/service/transport.go (createTLSConfig)',
    switches: [],
  },
  addressing: {
    default: 'pod-ip',
    source: `${docs}/ingress.md`,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}/service.nodeportlb`,
        anyCase: true,
        effect: (value, { service }) =>
          isTrue(value) && service?.type === 'NodePort'
            ? 'node-port'
            : undefined,
        source: `${docs}/ingress.md (service.nodeportlb)`,
      },
      {
        on: 'service-annotation',
        key: `${prefix}/service.nativelb`,
        anyCase: true,
        effect: onOrOff,
        source: `${docs}/ingress.md (service.nativelb)`,
      },
      ...byDefault('ingress'),
    ],
  },
  host: {
    default: null,
    source: 'traefik/traefik pkg/proxy/httputil/proxy.go (passHostHeader)',
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}/service.passhostheader`,
        anyCase: true,
        effect: (value): HostSent | undefined =>
          isTrue(value) ? undefined : { of: 'address', withPort: true },
        source: `${docs}/ingress.md (service.passhostheader)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs}/ingress.md (service.serversscheme)`,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}/service.serversscheme`,
        anyCase: true,
        effect: value => traefikSchemes[value.toLowerCase()],
        source: `${docs}/ingress.md (service.serversscheme)`,
      },
      ...byPort,
    ],
  },
  ingressPolicies: traefikIngressPolicies,
  gatewayApi: {
    controllers: ['traefik.io/gateway-controller'],
    classNames: ['traefik'],
    listenerSets: {
      since: null,
      source: 'traefik/traefik#12626: open as of 3.7',
    },
    routes: ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'],
    addressing: {
      default: 'pod-ip',
      source: `${docs}/gateway-api.md`,
      switches: [
        {
          on: 'service-annotation',
          key: 'traefik.io/service.nativelb',
          anyCase: true,
          effect: onOrOff,
          source: `${docs}/gateway-api.md (traefik.io/service.nativelb)`,
        },
        ...byDefault('gateway'),
      ],
    },
    backend: {
      default: { protocol: 'http', tls: 'none' },
      source: `${docs}/gateway-api.md`,
      switches: [
        {
          on: 'app-protocol',
          key: 'appProtocol',
          effect: value => byAppProtocol[value.toLowerCase()],
          source:
            'traefik/traefik pkg/provider/kubernetes/gateway/httproute.go',
        },
        ...byPort,
      ],
    },
    hostHeader: 'sets',
    rewritesHost: true,
    backendTlsPolicy: true,
    backendTlsRoutes: ['HTTPRoute'],
    ownFilters: ['Middleware'],
    policies: traefikGatewayPolicies,
    source: `${docs}/gateway-api.md`,
  },
};
