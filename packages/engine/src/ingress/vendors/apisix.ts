import {
  apisixGatewaySettings,
  apisixIngressSettings,
} from '../policies/apisix';
import { apisixController } from '../policies/apisixPlugins';
import type {
  BackendProtocol,
  Switch,
  VendorDescription,
} from '../vendorDescription';
import { bySchemeOf } from './apisixScheme';

const prefix = 'k8s.apisix.apache.org';
const translator =
  'apache/apisix-ingress-controller internal/adc/translator/ingress.go';

const appProtocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  http: bySchemeOf('http'),
  https: bySchemeOf('https'),
  'kubernetes.io/ws': bySchemeOf('http'),
  'kubernetes.io/wss': bySchemeOf('https'),
};

const byAppProtocol: Switch<BackendProtocol> = {
  on: 'app-protocol',
  key: 'appProtocol',
  effect: value => appProtocols[value],
  source: `${translator} (appProtocolToUpstreamScheme)`,
};

/** Its Ingress support always dials pods: only an ApisixRoute can ask for the Service. */
export const apisix: VendorDescription = {
  id: 'apisix',
  title: 'APISIX',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: [apisixController],
  classNames: ['apisix'],
  annotationPrefixes: [`${prefix}/`],
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'apisix' }],
    images: ['apache/apisix', 'api7/api7-ee-3-gateway'],
    controlPlane: {
      labels: [{ 'app.kubernetes.io/name': 'apisix-ingress-controller' }],
      images: ['apache/apisix-ingress-controller'],
    },
  },
  addressing: { default: 'pod-ip', source: translator, switches: [] },
  host: { default: null, source: translator, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: translator,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/upstream-scheme`,
        effect: value =>
          /^(http|grpc)s?$/i.test(value)
            ? bySchemeOf(value.toLowerCase())
            : undefined,
        source:
          'apache/apisix-ingress-controller docs/en/latest/reference/annotations.md (upstream-scheme)',
      },
      byAppProtocol,
    ],
  },
  externalName: 'port',
  ingressPolicies: apisixIngressSettings,
  gatewayApi: {
    controllers: [apisixController],
    classNames: ['apisix'],
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
    backend: {
      default: { protocol: 'http', tls: 'none' },
      source: translator,
      switches: [byAppProtocol],
    },
    backendTlsPolicy: false,
    policies: apisixGatewaySettings,
    source:
      'apache/apisix-ingress-controller internal/adc/translator/httproute.go',
  },
};
