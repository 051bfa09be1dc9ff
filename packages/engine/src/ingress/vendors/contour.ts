import type { Labels } from '../../state/read';
import { contourIngressPolicies } from '../policies/contour';
import { contourGatewayPolicies } from '../policies/contourGateway';
import type {
  BackendProtocol,
  Setting,
  VendorDescription,
} from '../vendorDescription';

const source = 'projectcontour/contour internal/dag/accessors.go';
const annotations =
  'projectcontour.io/docs/main/config/annotations (upstream-protocol)';

/** Protocols of an HTTPProxy's services, and of the annotation on a Service. */
export const contourProtocols: Readonly<
  Record<string, BackendProtocol | undefined>
> = {
  tls: { protocol: 'http', tls: 'edge' },
  h2: { protocol: 'http2', tls: 'edge' },
  h2c: { protocol: 'http2', tls: 'none' },
};

/** The values of appProtocol that it knows (toContourProtocol). */
export const contourAppProtocols: Readonly<
  Record<string, BackendProtocol | undefined>
> = {
  'kubernetes.io/h2c': contourProtocols.h2c,
  'kubernetes.io/ws': { protocol: 'http', tls: 'none' },
  http: { protocol: 'http', tls: 'none' },
  https: contourProtocols.tls,
};

/** The Service names the ports, by number or name, that are spoken to so. */
const byAnnotation: Setting<BackendProtocol>['switches'] = [
  'tls',
  'h2c',
  'h2',
].map(protocol => ({
  on: 'service-annotation',
  key: `projectcontour.io/upstream-protocol.${protocol}`,
  effect: (value, { port }) => {
    const named = value.split(',').map(one => one.trim());
    const isNamed =
      named.includes(`${port?.port}`) || named.includes(port?.name ?? '');
    return isNamed ? contourProtocols[protocol] : undefined;
  },
  source: annotations,
}));

/** What a port says of its protocol counts alone; what is not known there is plain HTTP. */
const byPort: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source,
  switches: [
    {
      on: 'app-protocol',
      key: 'appProtocol',
      effect: value =>
        contourAppProtocols[value] ?? { protocol: 'http', tls: 'none' },
      source,
    },
    ...byAnnotation,
  ],
};

const controlPlane: readonly Labels[] = [
  { app: 'contour' },
  {
    'app.kubernetes.io/name': 'contour',
    'app.kubernetes.io/component': 'contour',
  },
];

export const contour: VendorDescription = {
  id: 'contour',
  title: 'Contour',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  // What an IngressClass names as its controller is not looked at (internal/dag/cache.go).
  classControllers: [
    'projectcontour.io/projectcontour',
    'projectcontour.io/ingress-controller',
  ],
  classNames: ['contour'],
  classAnnotation: 'projectcontour.io/ingress.class',
  annotationPrefixes: ['projectcontour.io/'],
  pods: {
    labels: [],
    // Envoy's pods carry its shutdown manager.
    images: [
      'projectcontour/contour',
      'bitnami/contour',
      'bitnamilegacy/contour',
    ],
    never: controlPlane,
    controlPlane: { labels: controlPlane, images: [] },
    classFlags: { name: { flag: '--ingress-class-name', default: '' } },
    goesByClassName: true,
    // internal/ingressclass/ingressclass.go (MatchesIngress)
    needsNoClass: true,
    classless: 'without-class-flag',
    watches: [{ flag: '--watch-namespaces', by: 'names' }],
    configMapName: 'contour',
  },
  externalName: 'port',
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend: byPort,
  serverName: {
    default: '',
    source: `${source} (determineSNI)`,
    switches: [],
  },
  serverNameFollowsHost: true,
  ingressPolicies: contourIngressPolicies,
  gatewayApi: {
    controllers: ['projectcontour.io/gateway-controller'],
    classNames: ['contour'],
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
    ownPods: { name: 'projectcontour.io/owning-gateway-name' },
    backend: byPort,
    hostHeader: 'sets',
    ignoresBackendRewrite: true,
    rewritesHost: true,
    renamesCopies: true,
    backendTlsPolicy: 'with authorities',
    backendTlsRoutes: ['HTTPRoute'],
    policies: contourGatewayPolicies,
    source: 'projectcontour.io/docs/main/config/gateway-api',
  },
};
