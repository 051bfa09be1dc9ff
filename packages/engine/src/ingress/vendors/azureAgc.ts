import {
  azureGatewayPolicies,
  azureHostAliases,
  azureIngressPolicies,
} from '../policies/azureAgc';
import type { VendorDescription } from '../vendorDescription';

const docs =
  'learn.microsoft.com/azure/application-gateway/for-containers/api-specification-kubernetes';

export const azureAgc: VendorDescription = {
  id: 'azure-agc',
  title: 'Azure Application Gateway for Containers',
  placement: 'cloud',
  statusWhenRefused: 503,
  classControllers: ['alb.networking.azure.io/alb-controller'],
  classNames: ['azure-alb-external'],
  pods: {
    labels: [{ app: 'alb-controller' }],
    images: ['application-lb/images/alb-controller'],
  },
  annotationPrefixes: ['alb.networking.azure.io/'],
  addressing: { default: 'pod-ip', source: docs, switches: [] },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: docs,
    switches: [],
  },
  hostAliases: azureHostAliases,
  ingressPolicies: azureIngressPolicies,
  gatewayApi: {
    controllers: ['alb.networking.azure.io/alb-controller'],
    classNames: ['azure-alb-external'],
    routes: ['HTTPRoute', 'GRPCRoute'],
    backendTlsPolicy: false,
    policies: azureGatewayPolicies,
    source: docs,
  },
};
