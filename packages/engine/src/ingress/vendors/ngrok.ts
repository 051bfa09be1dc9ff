import {
  appProtocolsKey,
  ngrokGateway,
  ngrokIngress,
  ngrokPolicyAnnotations,
  ngrokPrefixes,
  schemeOfPort,
} from '../policies/ngrok';
import type {
  BackendProtocol,
  Setting,
  Switch,
  VendorDescription,
} from '../vendorDescription';

const source = 'ngrok.com/docs/k8s/crds/agentendpoint';
const translator =
  'ngrok/ngrok-operator pkg/managerdriver/utils.go (getProtoForServicePort)';

const key = (prefix: string) => `${prefix}/app-protocols`;

const appProtocols: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source,
  switches: [
    ...ngrokPrefixes.map(
      (prefix): Switch<BackendProtocol> => ({
        on: 'service-annotation',
        key: key(prefix),
        effect: (value, { service, port }) => {
          const read = service && appProtocolsKey(service);
          if (read !== undefined && read !== key(prefix)) return undefined;
          const scheme = schemeOfPort(value, port?.name);
          return scheme === 'HTTPS' || scheme === 'TLS'
            ? { protocol: spoken(port?.appProtocol) ?? 'http', tls: 'edge' }
            : undefined;
        },
        source: translator,
      }),
    ),
    {
      on: 'app-protocol',
      key: 'appProtocol',
      effect: value => {
        const protocol = spoken(value);
        return protocol && { protocol, tls: 'none' };
      },
      source: 'ngrok.com/docs/k8s (appProtocol)',
    },
  ],
};

/** ngrok's cloud takes the traffic in; its agents in the cluster dial Services. */
export const ngrok: VendorDescription = {
  id: 'ngrok',
  title: 'ngrok',
  placement: 'in-cluster',
  statusWhenRefused: 502,
  classControllers: [
    'k8s.ngrok.com/ingress-controller',
    'ngrok.com/ingress-controller',
  ],
  classNames: ['ngrok'],
  annotationPrefixes: ngrokPrefixes.map(prefix => `${prefix}/`),
  pods: {
    labels: [
      {
        'app.kubernetes.io/name': 'ngrok-operator',
        'app.kubernetes.io/component': 'agent',
      },
    ],
    images: [],
    controlPlane: {
      labels: [
        {
          'app.kubernetes.io/name': 'ngrok-operator',
          'app.kubernetes.io/component': 'controller',
        },
      ],
      images: [],
    },
    // helm/ngrok-operator/templates: the one is the manager's, the other the agents'.
    watches: [
      { flag: '--ingress-watch-namespace', by: 'names', of: 'Ingress' },
      { flag: '--watch-namespace', by: 'names' },
    ],
  },
  serverName: {
    default: {
      of: 'address',
      serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}`,
    },
    source:
      'ngrok/ngrok-operator pkg/managerdriver/utils.go (internalAgentEndpointUpstreamURL)',
    switches: [],
  },
  addressing: { default: 'service-vip', source, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: appProtocols,
  externalName: 'port',
  doubts: ngrokPolicyAnnotations,
  ingressPolicies: ngrokIngress,
  gatewayApi: {
    controllers: ['ngrok.com/gateway-controller'],
    classNames: ['ngrok'],
    routes: ['HTTPRoute', 'TCPRoute', 'TLSRoute'],
    backend: appProtocols,
    backendTlsPolicy: false,
    policies: ngrokGateway,
    source: 'ngrok.com/docs/k8s/guides/using-gwapi',
  },
};

function spoken(appProtocol: string | undefined): 'http2' | undefined {
  return appProtocol?.endsWith('ngrok.com/http2') ||
    appProtocol === 'kubernetes.io/h2c'
    ? 'http2'
    : undefined;
}
