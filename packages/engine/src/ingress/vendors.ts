import type { VendorDescription } from './vendorDescription';
import { awsAlb } from './vendors/awsAlb';
import { emissary } from './vendors/emissary';
import { gkeIngress } from './vendors/gkeIngress';
import { ingressNginx } from './vendors/ingressNginx';
import { istioGateway } from './vendors/istioGateway';
import { loadBalancerService } from './vendors/loadBalancerService';

/** Every vendor that the engine knows. */
export const vendors: readonly VendorDescription[] = [
  awsAlb,
  emissary,
  gkeIngress,
  ingressNginx,
  istioGateway,
  loadBalancerService,
];
