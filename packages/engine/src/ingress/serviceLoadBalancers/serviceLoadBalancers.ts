import { awsClassic, awsNetwork } from './aws';
import { digitalOcean } from './digitalOcean';
import { hetzner } from './hetzner';
import { plainLoadBalancers } from './plain';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

/** Every product that makes load balancers for Services, the more telling annotations first. */
export const serviceLoadBalancers: readonly ServiceLoadBalancer[] = [
  awsNetwork,
  awsClassic,
  digitalOcean,
  hetzner,
  ...plainLoadBalancers,
];
