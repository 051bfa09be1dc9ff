import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const source = 'ngrok.com/docs/k8s/crds/agentendpoint';

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
  annotationPrefixes: ['k8s.ngrok.com/', 'ngrok.com/'],
  pods: {
    labels: [
      {
        'app.kubernetes.io/name': 'ngrok-operator',
        'app.kubernetes.io/component': 'agent',
      },
    ],
    images: [],
  },
  serverName: {
    default: {
      of: 'address',
      serviceAs: ({ meta }) =>
        `${meta.name}.${meta.namespace}.svc.cluster.local`,
    },
    source,
    switches: [],
  },
  addressing: { default: 'service-vip', source, switches: [] },
  host: { default: null, source, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      ...['k8s.ngrok.com', 'ngrok.com'].map(prefix => ({
        on: 'service-annotation' as const,
        key: `${prefix}/app-protocols`,
        effect: (value: string, { port }: { port?: { name?: string } }) =>
          byPortName(value, port?.name),
        source: 'ngrok.com/docs/k8s (app-protocols)',
      })),
      {
        on: 'app-protocol',
        key: 'appProtocol',
        effect: value =>
          value.endsWith('ngrok.com/http2') || value === 'kubernetes.io/h2c'
            ? { protocol: 'http2', tls: 'none' }
            : undefined,
        source: 'ngrok.com/docs/k8s (appProtocol)',
      },
    ],
  },
  doubts: ['k8s.ngrok.com/traffic-policy', 'ngrok.com/traffic-policy'].map(
    annotation => ({
      annotation,
      text: 'names a traffic policy, which is not read: it can change the Host',
    }),
  ),
  gatewayApi: {
    controllers: ['ngrok.com/gateway-controller'],
    classNames: ['ngrok'],
    routes: ['HTTPRoute', 'TCPRoute', 'TLSRoute'],
    backendTlsPolicy: false,
    source: 'ngrok.com/docs/k8s/guides/using-gwapi',
  },
};

/** The annotation holds JSON from port name to protocol. */
function byPortName(
  value: string,
  name: string | undefined,
): BackendProtocol | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    const found =
      typeof parsed === 'object' && parsed !== null && name !== undefined
        ? Object.entries(parsed).find(([port]) => port === name)?.[1]
        : undefined;
    return typeof found === 'string' && found.toLowerCase() === 'https'
      ? { protocol: 'http', tls: 'edge' }
      : undefined;
  } catch {
    return undefined;
  }
}
