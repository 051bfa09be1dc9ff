import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import { awsNlb } from '../vendors/awsNlb';
import { loadBalancerService } from '../vendors/loadBalancerService';
import type { VendorDescription } from '../vendorDescription';
import { unreadShares } from './awsActions';
import {
  classicListener,
  networkListener,
  networkProtocol,
} from './awsListener';
import {
  listOn,
  mixesProtocols,
  ServiceLoadBalancer,
} from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
const attributes = `${prefix}-target-group-attributes`;
const provider = 'kubernetes/cloud-provider-aws pkg/providers/v1/aws.go';
const proxyProtocol = [{ key: `${prefix}-proxy-protocol`, values: ['*'] }];

/** Made by the AWS Load Balancer Controller, EKS Auto Mode, or the cloud provider for type nlb. */
export const awsNetwork: ServiceLoadBalancer = {
  vendor: awsNlb,
  title: awsNlb.title,
  classes: ['service.k8s.aws/nlb', 'eks.amazonaws.com/nlb'],
  chosenBy: [{ key: `${prefix}-type`, values: ['external', 'nlb', 'nlb-ip'] }],
  annotationPrefixes: [`${prefix}-nlb-`],
  provider: 'aws',
  addressing: awsNlb.addressing,
  listener: (service, port) => networkListener(service, port),
  proxyProtocol: [
    ...proxyProtocol,
    { key: `${prefix}-proxy-protocol-per-target-group` },
    // Of one port, too: then its number stands behind.
    { key: `${attributes}*`, holding: 'proxy_protocol_v2.enabled=true' },
  ],
  unmodelled: [],
  refusals,
  needsNodePorts: true,
  source:
    'kubernetes-sigs/aws-load-balancer-controller docs/guide/service/nlb.md',
};

// It asks the first port for a connection, TLS with one that speaks TLS, or the nodes for pods
// (EnsureLoadBalancer, ensureLoadBalancerHealthCheck).
const classicVendor: VendorDescription = {
  ...loadBalancerService,
  healthCheck: {
    default: 'connection',
    source: provider,
    switches: [
      {
        on: 'service-annotation',
        key: `${prefix}-healthcheck-protocol`,
        effect: (value, { service }) => {
          const asksNodes =
            service?.externalTrafficPolicy === 'Local' &&
            service.meta.annotations[`${prefix}-healthcheck-port`] !==
              'traffic-port';
          if (asksNodes) return 'none';
          return value.toLowerCase().startsWith('http') ? 'request' : undefined;
        },
        source: provider,
      },
    ],
  },
};

/** What the AWS cloud provider makes for a Service that chooses nothing. */
export const awsClassic: ServiceLoadBalancer = {
  vendor: classicVendor,
  title: 'AWS Classic Load Balancer',
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${prefix}-`],
  provider: 'aws',
  isDefault: true,
  addressing: loadBalancerService.addressing,
  listener: classicListener,
  needsNodePorts: true,
  opensConnections: () => true,
  proxyProtocol,
  unmodelled: [],
  refusals: classicRefusals,
  source: provider,
};

/** Type nlb without a class is the cloud provider's (aws_loadbalancer.go, isNLB). */
function isOfProvider({ loadBalancerClass, meta }: Service): boolean {
  return (
    loadBalancerClass === undefined &&
    meta.annotations[`${prefix}-type`] === 'nlb'
  );
}

function refusals(service: Service): readonly string[] {
  return isOfProvider(service)
    ? providerRefusals(service)
    : controllerRefusals(service);
}

/** What the cloud provider makes an error of (checkMixedProtocol, aws_validations.go). */
function providerRefusals(service: Service): readonly string[] {
  const what = objectName(service);
  const securityGroups = `${prefix}-extra-security-groups`;
  return [
    ...(mixesProtocols(service)
      ? [
          `${what} has ports of several protocols, which the AWS cloud provider takes for none: it makes no load balancer of it.`,
        ]
      : []),
    ...(isOfProvider(service) && securityGroups in service.meta.annotations
      ? [
          `Annotation ${securityGroups} of ${what} is none for a load balancer of type nlb: the AWS cloud provider makes no load balancer of it.`,
        ]
      : []),
  ];
}

const backends: ReadonlySet<string> = new Set(['https', 'http', 'ssl', 'tcp']);

/** The classic one takes TCP alone, backends by name, and no attributes of target groups (buildListener). */
function classicRefusals(service: Service): readonly string[] {
  const { annotations } = service.meta;
  const what = objectName(service);
  const nothing = 'the AWS cloud provider makes no load balancer of it.';
  const spoken = annotations[`${prefix}-backend-protocol`] ?? '';
  const endsTls = service.ports.some(port => {
    const found = classicListener(service, port);
    return found.kind === 'ends' && found.clientTls;
  });
  return [
    ...providerRefusals(service),
    ...(!mixesProtocols(service) &&
    service.ports.some(({ protocol }) => protocol !== 'TCP')
      ? [`${what} has ports of other protocols than TCP: ${nothing}`]
      : []),
    ...(endsTls && spoken !== '' && !backends.has(spoken)
      ? [
          `Annotation ${prefix}-backend-protocol of ${what} is ${spoken}, which is no protocol of its: ${nothing}`,
        ]
      : []),
    ...(attributes in annotations
      ? [
          `Annotation ${attributes} of ${what} is for a load balancer of type nlb alone: ${nothing}`,
        ]
      : []),
  ];
}

/**
 * What its controller takes no Service with, or makes nothing of (kubernetes-sigs/aws-load-balancer-controller
 * pkg/service/service_utils.go, pkg/service/model_build_listener.go).
 */
function controllerRefusals(service: Service): readonly string[] {
  const { loadBalancerClass, meta } = service;
  const type = meta.annotations[`${prefix}-type`] as string | undefined;
  const target = meta.annotations[`${prefix}-nlb-target-type`] ?? '';
  const isTaken = loadBalancerClass !== undefined || type === 'nlb-ip';
  if (!isTaken && type !== 'external') return [];
  if (!isTaken && !['ip', 'instance'].includes(target)) {
    return [
      `${objectName(
        service,
      )} asks for type external without nlb-target-type ip or instance, and has no class: nobody makes a load balancer for it, unless the controller's webhook gives it class service.k8s.aws/nlb.`,
    ];
  }
  return [
    ...unknownTlsPorts(service),
    ...unreadShares(service, port => networkProtocol(service, port)),
  ];
}

function unknownTlsPorts(service: Service): readonly string[] {
  const known = service.ports.flatMap(({ port, name }) => [String(port), name]);
  const unknown = (listOn(service, `${prefix}-ssl-ports`) ?? []).filter(
    one => !known.includes(one),
  );
  if (unknown.length === 0) return [];
  return [
    `Annotation ${prefix}-ssl-ports of ${objectName(
      service,
    )} names ${unknown.join(
      ', ',
    )}, which it has no port for: AWS Load Balancer Controller refuses to make its load balancer.`,
  ];
}
