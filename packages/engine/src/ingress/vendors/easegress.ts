import {
  easegressGatewayPolicies,
  easegressIngressPolicies,
} from '../policies/easegress';
import type {
  BackendProtocol,
  Setting,
  VendorDescription,
} from '../vendorDescription';

const source =
  'easegress-io/easegress pkg/object/ingresscontroller/translator.go';
const gatewaySource =
  'easegress-io/easegress pkg/object/gatewaycontroller/translator.go (loadService)';

const backend: Setting<BackendProtocol> = {
  default: { protocol: 'http', tls: 'none' },
  source,
  switches: [
    {
      on: 'port-number',
      key: 'port 443',
      effect: value =>
        value === '443' ? { protocol: 'http', tls: 'edge' } : undefined,
      source,
    },
  ],
};

/** Of an Ingress it dials pods, and has no way to dial a Service other than by an ExternalName; of a Gateway, Services. */
export const easegress: VendorDescription = {
  id: 'easegress',
  title: 'Easegress',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['megaease.com/ingress-controller'],
  classNames: ['easegress'],
  annotationPrefixes: ['easegress.ingress.kubernetes.io/'],
  pods: {
    labels: [{ app: 'easegress-ingress' }],
    images: ['megaease/easegress'],
  },
  // pkg/object/ingresscontroller/k8s.go (getIngresses)
  classPrecedence: 'field',
  serverName: {
    default: {
      of: 'address',
      serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}`,
    },
    source,
    switches: [],
  },
  addressing: { default: 'pod-ip', source, switches: [] },
  host: { default: null, source, switches: [] },
  backend,
  externalName: 'port',
  ingressPolicies: easegressIngressPolicies,
  gatewayApi: {
    controllers: ['megaease.com/gateway-controller'],
    classNames: [],
    routes: ['HTTPRoute'],
    addressing: {
      default: 'service-vip',
      source: gatewaySource,
      switches: [],
    },
    backend: { ...backend, source: gatewaySource },
    // It sets a header of that name, which is not what is sent for a Host.
    hostHeader: 'sets',
    backendTlsPolicy: false,
    policies: easegressGatewayPolicies,
    source: gatewaySource,
  },
};
