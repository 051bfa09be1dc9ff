import { azureAgicPolicies } from '../policies/azureAgic';
import type { VendorDescription } from '../vendorDescription';

const prefix = 'appgw.ingress.kubernetes.io';
const docs = 'Azure/application-gateway-kubernetes-ingress docs/annotations.md';
const settings =
  'Azure/application-gateway-kubernetes-ingress pkg/appgw/backendhttpsettings.go';

const probes =
  'Azure/application-gateway-kubernetes-ingress pkg/appgw/health_probes.go (generateHealthProbe)';

export const azureAgic: VendorDescription = {
  id: 'azure-agic',
  title: 'Azure Application Gateway',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['azure/application-gateway'],
  classNames: ['azure/application-gateway', 'azure-application-gateway'],
  // pkg/k8scontext/context.go (IsIngressClass)
  annotatedClass: 'own names',
  pods: {
    labels: [{ app: 'ingress-appgw' }, { app: 'ingress-azure' }],
    images: ['azure-application-gateway/kubernetes-ingress'],
  },
  annotationPrefixes: [`${prefix}/`],
  clientTls: [`${prefix}/appgw-ssl-certificate`],
  // The number of a Service port, its name, or its target port: getBackendsAndSettingsMap.
  portByTarget: 'number or name',
  hostAliases: (_, { ingress }) =>
    (ingress.meta.annotations[`${prefix}/hostname-extension`] ?? '')
      .split(',')
      .map(host => host.trim())
      .filter(host => host !== ''),
  addressing: {
    default: 'pod-ip',
    source:
      'Azure/application-gateway-kubernetes-ingress pkg/appgw/backendaddresspools.go',
    switches: [],
  },
  host: {
    default: null,
    source: `${docs} (backend-hostname)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/backend-hostname`,
        effect: value => (value === '' ? undefined : value),
        source: `${docs} (backend-hostname)`,
      },
      // With a root certificate of its own and no name, the backend's address is the name.
      {
        on: 'route-annotation',
        key: `${prefix}/appgw-trusted-root-certificate`,
        effect: (value, { route }) =>
          value !== '' &&
          route?.meta.annotations[
            `${prefix}/backend-protocol`
          ]?.toLowerCase() === 'https'
            ? { of: 'address' }
            : undefined,
        source: `${settings} (PickHostNameFromBackendAddress)`,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/backend-protocol`,
        effect: value =>
          value.toLowerCase() === 'https'
            ? { protocol: 'http', tls: 'edge' }
            : undefined,
        source: `${docs} (backend-protocol)`,
      },
    ],
  },
  healthCheck: {
    default: 'request',
    source: probes,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/health-probe-port`,
        // Another port's answer says nothing of this one; what is no port is passed over.
        effect: (value, { port }) => {
          const asked = Number(value);
          const isPort = /^\d+$/u.test(value) && asked > 0 && asked < 65536;
          return isPort && asked !== port?.targetPort ? 'none' : undefined;
        },
        source: probes,
      },
    ],
  },
  ingressPolicies: azureAgicPolicies,
  doubts: ['rewrite-rule-set', 'rewrite-rule-set-custom-resource'].map(
    name => ({
      annotation: `${prefix}/${name}`,
      text: 'rewrites requests, maybe their Host, by rules that are not analysed',
    }),
  ),
};
