import type { VendorDescription } from './vendorDescription';
import { awsAlb } from './vendors/awsAlb';
import { awsNlb } from './vendors/awsNlb';
import { digitalOceanLb } from './vendors/digitalOceanLb';
import { emissary } from './vendors/emissary';
import { gkeIngress } from './vendors/gkeIngress';
import { hetznerLb } from './vendors/hetznerLb';
import { ingressNginx } from './vendors/ingressNginx';
import { istioGateway } from './vendors/istioGateway';
import { loadBalancerService } from './vendors/loadBalancerService';

/** Every vendor that the engine knows. */
export const vendors: readonly VendorDescription[] = [
  awsAlb,
  awsNlb,
  digitalOceanLb,
  emissary,
  gkeIngress,
  hetznerLb,
  ingressNginx,
  istioGateway,
  loadBalancerService,
];
