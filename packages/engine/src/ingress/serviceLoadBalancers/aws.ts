import { awsNlb } from '../vendors/awsNlb';
import { loadBalancerService } from '../vendors/loadBalancerService';
import { classicListener, networkListener } from './awsListener';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

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
  proxyProtocol,
  unmodelled: [{ key: `${prefix}-target-group-attributes` }],
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
