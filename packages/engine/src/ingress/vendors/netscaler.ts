import { carriedProtocol } from '../dial/carriedProtocol';
import { netscalerIngress } from '../policies/netscaler';
import type {
  BackendProtocol,
  Switch,
  VendorDescription,
} from '../vendorDescription';

const annotations =
  'docs.citrix.com/en-us/citrix-k8s-ingress-controller/configure/annotations';

const secureKeys = ['secure_backend', 'secure-backend'];

/** NetScaler CPX: the one of its kinds that runs in pods. An appliance outside has none. */
export const netscaler: VendorDescription = {
  id: 'netscaler',
  title: 'NetScaler',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['citrix.com/ingress-controller'],
  classNames: ['citrix', 'netscaler'],
  annotationPrefixes: ['ingress.citrix.com/', 'service.citrix.com/'],
  pods: {
    labels: [{ app: 'cpx-ingress' }],
    images: ['netscaler/netscaler-cpx', 'citrix/citrix-k8s-cpx-ingress'],
    // docs/configure/ingress-classes.md
    classFlags: { name: { flag: '--ingress-classes', default: '' } },
    classless: 'without-class-flag',
  },
  ingressPolicies: netscalerIngress,
  serverName: {
    default: '',
    source: 'docs.netscaler.com (SNI on the back-end service)',
    switches: [],
  },
  addressing: {
    default: 'pod-ip',
    source: 'docs.citrix.com/en-us/citrix-k8s-ingress-controller/how-to/pbr',
    inferred: true,
    switches: [],
  },
  host: { default: null, source: annotations, inferred: true, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: annotations,
    switches: [
      {
        on: 'route-annotation',
        key: 'ingress.citrix.com/ssl-passthrough',
        effect: value =>
          value.toLowerCase() === 'true'
            ? { protocol: 'tcp', tls: 'client' }
            : undefined,
        source:
          'docs.citrix.com/en-us/citrix-k8s-ingress-controller/certificate-management/ssl-passthrough',
      },
      ...secureKeys.map(
        (key): Switch<BackendProtocol> => ({
          on: 'route-annotation',
          key: `ingress.citrix.com/${key}`,
          effect: (value, { service }) =>
            isSecure(value, service?.meta.name ?? '')
              ? { protocol: 'http', tls: 'edge' }
              : undefined,
          source: `${annotations} (secure_backend)`,
        }),
      ),
      {
        on: 'route-annotation',
        key: 'ingress.citrix.com/insecure-service-type',
        effect: (value, { service, port }) =>
          service && port && ['tcp', 'any'].includes(value.toLowerCase())
            ? carriedProtocol(service, port)
            : undefined,
        source: `${annotations} (insecure-service-type)`,
      },
    ],
  },
  gatewayApi: {
    controllers: ['citrix.com/nsgc-controller'],
    classNames: [],
    routes: ['HTTPRoute', 'TCPRoute', 'TLSRoute'],
    backendTlsPolicy: true,
    source: 'docs.netscaler.com/en-us/netscaler-gateway-controller',
  },
};

/** The annotation holds JSON from Service to a text of yes or no, {"cart": "True"}, or that text alone. */
function isSecure(value: string, service: string): boolean {
  if (value.toLowerCase() === 'true') return true;
  try {
    const parsed: unknown = JSON.parse(value);
    const found =
      typeof parsed === 'object' && parsed !== null
        ? Object.entries(parsed).find(([name]) => name === service)?.[1]
        : undefined;
    return String(found).toLowerCase() === 'true';
  } catch {
    return false;
  }
}
