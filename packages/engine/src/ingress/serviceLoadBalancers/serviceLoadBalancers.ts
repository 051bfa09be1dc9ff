import { awsClassic, awsNetwork } from './aws';
import { digitalOcean } from './digitalOcean';
import { hetzner } from './hetzner';
import { aviService, f5Service, tailscaleService } from './others';
import { ngrokService } from './ngrok';
import { plainLoadBalancers } from './plain';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

/** Every product that makes load balancers for Services, the more telling annotations first. */
export const serviceLoadBalancers: readonly ServiceLoadBalancer[] = [
  awsNetwork,
  awsClassic,
  digitalOcean,
  hetzner,
  tailscaleService,
  aviService,
  f5Service,
  ngrokService,
  ...plainLoadBalancers,
];
