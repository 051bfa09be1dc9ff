import { alibaba } from './alibaba';
import { awsClassic, awsNetwork } from './aws';
import { azure } from './azure';
import { digitalOcean } from './digitalOcean';
import { hetzner } from './hetzner';
import { aviService, f5Service, tailscaleService } from './others';
import { ngrokService } from './ngrok';
import { openStack } from './openStack';
import { oracle } from './oracle';
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
  azure,
  oracle,
  alibaba,
  openStack,
  ...plainLoadBalancers,
];
