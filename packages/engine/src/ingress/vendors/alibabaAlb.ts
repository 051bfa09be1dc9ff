import { albBackendType, alibabaIngressPolicies } from '../policies/alibabaAlb';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const prefix = 'alb.ingress.kubernetes.io';
const docs =
  'alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/alb-ingress-configuration-dictionary';

const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  https: { protocol: 'http', tls: 'edge' },
  grpc: { protocol: 'http2', tls: 'none' },
};

/** Class name and annotation prefix are those of AWS' controller too: only the IngressClass tells. */
export const alibabaAlb: VendorDescription = {
  id: 'alibaba-alb',
  title: 'Alibaba Cloud Application Load Balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['ingress.k8s.alibabacloud/alb'],
  classNames: ['alb'],
  nodeProvider: 'alicloud',
  pods: { labels: [{ app: 'alb-ingress-controller' }], images: [] },
  annotationPrefixes: [`${prefix}/`],
  addressing: {
    default: 'pod-ip',
    source: docs,
    switches: [
      {
        on: 'service-annotation',
        key: albBackendType,
        effect: value => {
          if (value === '') return undefined;
          return value === 'eni' ? 'pod-ip' : 'node-port';
        },
        source:
          'kubernetes/cloud-provider-alibaba-cloud pkg/controller/helper/service.go (IsENIBackendType)',
      },
    ],
  },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/backend-protocol`,
        effect: value => protocols[value.toLowerCase()],
        source: `${docs} (backend-protocol)`,
      },
    ],
  },
  externalName: 'dropped',
  healthCheck: {
    default: 'none',
    source: `${docs} (healthcheck-enabled)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/healthcheck-enabled`,
        effect: (value, { route }) => {
          if (value !== 'true') return undefined;
          return route?.meta.annotations[`${prefix}/healthcheck-protocol`] ===
            'TCP'
            ? 'connection'
            : 'request';
        },
        source: `${docs} (healthcheck-protocol)`,
      },
    ],
  },
  ingressPolicies: alibabaIngressPolicies,
  doubts: [
    {
      annotation: `${prefix}/actions.*`,
      text: 'acts on requests, maybe on their Host, in ways that are not analysed',
    },
  ],
};
