import {
  kongGatewayPolicies,
  kongHostHeader,
  kongIngressPolicies,
  kongOwnHost,
} from '../policies/kong';
import type {
  BackendProtocol,
  HostSent,
  Setting,
  VendorDescription,
} from '../vendorDescription';

const annotations =
  'Kong/kubernetes-ingress-controller internal/annotations/annotations.go';
const upstreams =
  'Kong/kubernetes-ingress-controller internal/dataplane/translator/translate_upstreams.go';
const balancer = 'Kong/kong kong/runloop/balancer/init.lua (set_host_header)';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  http: { protocol: 'http', tls: 'none' },
  https: { protocol: 'http', tls: 'edge' },
  grpc: { protocol: 'http2', tls: 'none' },
  grpcs: { protocol: 'http2', tls: 'edge' },
  ws: { protocol: 'http', tls: 'none' },
  wss: { protocol: 'http', tls: 'edge' },
  tcp: { protocol: 'tcp', tls: 'none' },
  tls: { protocol: 'tcp', tls: 'edge' },
};

const host: Setting<HostSent> = {
  default: null,
  source: balancer,
  switches: [
    {
      on: 'route-annotation',
      key: 'konghq.com/preserve-host',
      // Without preserve_host, what the Service is told to be called counts first.
      effect: (value, { service }) =>
        value.toLowerCase() === 'false'
          ? service?.meta.annotations[kongHostHeader] ?? kongOwnHost
          : undefined,
      source: balancer,
    },
  ],
};

const backend: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source: annotations,
  switches: [
    {
      on: 'service-annotation',
      key: 'konghq.com/protocol',
      effect: value => protocols[value],
      source: `${annotations} (ProtocolKey)`,
    },
  ],
};

export const kong: VendorDescription = {
  id: 'kong',
  title: 'Kong',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: ['ingress-controllers.konghq.com/kong'],
  classNames: ['kong'],
  annotationPrefixes: ['konghq.com/'],
  pods: {
    labels: [{ app: 'ingress-kong' }],
    images: ['kong', 'kong/kong-gateway'],
    controlPlane: {
      labels: [],
      images: ['kong/kubernetes-ingress-controller', 'kong/kong-operator'],
    },
    classFlags: {
      name: {
        flag: '--ingress-class',
        variable: 'CONTROLLER_INGRESS_CLASS',
        default: 'kong',
      },
    },
    // Until 2.0; since then the class has to be the default one.
    classless: { flag: '--process-classless-ingress-v1' },
    watches: [
      {
        flag: '--watch-namespace',
        variable: 'CONTROLLER_WATCH_NAMESPACE',
        by: 'names',
      },
    ],
  },
  addressing: {
    default: 'pod-ip',
    source: upstreams,
    switches: [
      {
        on: 'service-annotation',
        key: 'ingress.kubernetes.io/service-upstream',
        effect: value => (value === 'true' ? 'service-vip' : undefined),
        source: `${annotations} (HasServiceUpstreamAnnotation)`,
      },
    ],
  },
  host,
  backend,
  portByTarget: 'name',
  externalName: 'port',
  ingressPolicies: kongIngressPolicies,
  gatewayApi: {
    controllers: [
      'konghq.com/kic-gateway-controller',
      'konghq.com/gateway-operator',
    ],
    classNames: ['kong'],
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'],
    host,
    backend,
    hostHeader: 'sets',
    refusesMirrors: true,
    rewritesHost: true,
    backendTlsPolicy: true,
    policies: kongGatewayPolicies,
    source: 'Kong/kubernetes-ingress-controller internal/controllers/gateway',
  },
};
