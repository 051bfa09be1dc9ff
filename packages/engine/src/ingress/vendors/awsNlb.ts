import type { Service, ServicePort } from '../../state/kinds/service';
import type { Dial } from '../dial/dial';
import { awsGatewayPolicies } from '../policies/awsGateway';
import type { VendorDescription } from '../vendorDescription';
import { defaultTargetType } from './awsAlb';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
const docs =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/service/annotations.md';

const gatewayDocs =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/gateway/l4gateway.md';

const targetTypes: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  ip: 'pod-ip',
  instance: 'node-port',
};

/**
 * Whether health checks go to another port than the traffic: one that is named, or that by which
 * nodes tell whether they have pods (pkg/service/model_build_target_group.go).
 */
function asksElsewhere(
  { meta, externalTrafficPolicy }: Service,
  { name, nodePort, targetPort }: ServicePort,
): boolean {
  const asked = meta.annotations[`${prefix}-healthcheck-port`] as
    | string
    | undefined;
  const dialsPods =
    meta.annotations[`${prefix}-type`] === 'nlb-ip' ||
    meta.annotations[`${prefix}-nlb-target-type`] === 'ip';
  if (asked === undefined) {
    return !dialsPods && externalTrafficPolicy === 'Local';
  }
  const own = dialsPods ? targetPort : nodePort;
  return !['traffic-port', name, String(own)].includes(asked);
}

export const awsNlb: VendorDescription = {
  id: 'aws-nlb',
  title: 'AWS Network Load Balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: [],
  classNames: [],
  serverName: { default: '', source: 'istio/istio#35420', switches: [] },
  addressing: {
    default: 'node-port',
    source: `${docs} (nlb-target-type)`,
    switches: [
      // Type nlb-ip is older, and makes the controller ignore the target type. Without a class, type nlb
      // is the cloud provider's, which targets nodes (kubernetes/cloud-provider-aws aws_loadbalancer.go).
      {
        on: 'service-annotation',
        key: `${prefix}-type`,
        effect: (value, { service }) => {
          if (value === 'nlb-ip') return 'pod-ip';
          return value === 'nlb' && service?.loadBalancerClass === undefined
            ? 'node-port'
            : undefined;
        },
        source: `${docs} (lb-type)`,
      },
      {
        on: 'service-annotation',
        key: `${prefix}-nlb-target-type`,
        // Whatever else it says, it says instance.
        effect: value => targetTypes[value] ?? 'node-port',
        source: `${docs} (nlb-target-type)`,
      },
      defaultTargetType,
    ],
  },
  annotationPrefixes: [`${prefix}-`],
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'tcp', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [],
  },
  externalName: 'dropped',
  healthCheck: {
    default: 'connection',
    source: `${docs} (healthcheck-protocol)`,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}-healthcheck-protocol`,
        effect: (value, { service, port }) => {
          if (service && port && asksElsewhere(service, port)) return 'none';
          return value.toLowerCase() === 'tcp' ? undefined : 'request';
        },
        source: `${docs} (healthcheck-protocol)`,
      },
    ],
  },
  gatewayApi: {
    controllers: ['gateway.k8s.aws/nlb'],
    classNames: ['aws-nlb-gateway-class'],
    listenerSets: {
      since: '3.2',
      source:
        'kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/listenersets',
    },
    routes: ['TCPRoute', 'TLSRoute', 'UDPRoute'],
    addressing: {
      default: 'node-port',
      source: gatewayDocs,
      switches: [defaultTargetType],
    },
    backendTlsPolicy: false,
    policies: awsGatewayPolicies,
    source: gatewayDocs,
  },
};
