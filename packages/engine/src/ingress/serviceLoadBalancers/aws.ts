import { objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import { awsNlb } from '../vendors/awsNlb';
import { loadBalancerService } from '../vendors/loadBalancerService';
import { classicListener, networkListener } from './awsListener';
import { listOn, ServiceLoadBalancer } from './serviceLoadBalancer';

const prefix = 'service.beta.kubernetes.io/aws-load-balancer';
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
  listener: networkListener,
  proxyProtocol: [
    ...proxyProtocol,
    { key: `${prefix}-proxy-protocol-per-target-group` },
  ],
  unmodelled: [{ key: `${prefix}-target-group-attributes` }],
  refusals,
  needsNodePorts: true,
  source:
    'kubernetes-sigs/aws-load-balancer-controller docs/guide/service/nlb.md',
};

/** What the AWS cloud provider makes for a Service that chooses nothing. */
export const awsClassic: ServiceLoadBalancer = {
  vendor: loadBalancerService,
  title: 'AWS Classic Load Balancer',
  classes: [],
  chosenBy: [],
  annotationPrefixes: [`${prefix}-`],
  provider: 'aws',
  isDefault: true,
  addressing: loadBalancerService.addressing,
  listener: classicListener,
  proxyProtocol,
  unmodelled: [],
  source: 'kubernetes/cloud-provider-aws pkg/providers/v1/aws.go',
};

/**
 * What its controller takes no Service with, or makes nothing of (kubernetes-sigs/aws-load-balancer-controller
 * pkg/service/service_utils.go, pkg/service/model_build_listener.go).
 */
function refusals(service: Service): readonly string[] {
  const { loadBalancerClass, ports, meta } = service;
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
  const known = ports.flatMap(({ port, name }) => [String(port), name]);
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
