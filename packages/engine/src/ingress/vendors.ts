import type { VendorDescription } from './vendorDescription';
import { airlock } from './vendors/airlock';
import { alibabaAlb } from './vendors/alibabaAlb';
import { apisix } from './vendors/apisix';
import { aviAko } from './vendors/aviAko';
import { awsAlb } from './vendors/awsAlb';
import { awsNlb } from './vendors/awsNlb';
import { azureAgc } from './vendors/azureAgc';
import { azureAgic } from './vendors/azureAgic';
import { bfe } from './vendors/bfe';
import { cloudflareTunnel } from './vendors/cloudflareTunnel';
import { cilium } from './vendors/cilium';
import { contour } from './vendors/contour';
import { digitalOceanLb } from './vendors/digitalOceanLb';
import { easegress } from './vendors/easegress';
import { emissary } from './vendors/emissary';
import { envoyGateway } from './vendors/envoyGateway';
import { f5Cis } from './vendors/f5Cis';
import { gkeGateway } from './vendors/gkeGateway';
import { gkeIngress } from './vendors/gkeIngress';
import { glooEdge } from './vendors/glooEdge';
import { gkeMci } from './vendors/gkeMci';
import { haproxyIngress } from './vendors/haproxyIngress';
import { haproxytech } from './vendors/haproxytech';
import { hetznerLb } from './vendors/hetznerLb';
import { ingressNginx } from './vendors/ingressNginx';
import { istioGateway } from './vendors/istioGateway';
import { knativeKourier } from './vendors/knativeKourier';
import { knativeNetIstio } from './vendors/knativeNetIstio';
import { kong } from './vendors/kong';
import { kgateway } from './vendors/kgateway';
import { loadBalancerService } from './vendors/loadBalancerService';
import { netscaler } from './vendors/netscaler';
import { nginxInc } from './vendors/nginxInc';
import { ngrok } from './vendors/ngrok';
import { nginxGatewayFabric } from './vendors/nginxGatewayFabric';
import { ociNative } from './vendors/ociNative';
import { openshiftRouter } from './vendors/openshiftRouter';
import { pomerium } from './vendors/pomerium';
import { skipper } from './vendors/skipper';
import { tailscale } from './vendors/tailscale';
import { traefik } from './vendors/traefik';
import { traefikForNginx } from './vendors/traefikForNginx';
import { tyk } from './vendors/tyk';
import { voyager } from './vendors/voyager';

/** Every vendor that the engine knows. */
export const vendors: readonly VendorDescription[] = [
  airlock,
  alibabaAlb,
  apisix,
  aviAko,
  awsAlb,
  awsNlb,
  azureAgc,
  azureAgic,
  bfe,
  cloudflareTunnel,
  cilium,
  contour,
  digitalOceanLb,
  easegress,
  emissary,
  envoyGateway,
  f5Cis,
  gkeGateway,
  gkeIngress,
  gkeMci,
  glooEdge,
  haproxyIngress,
  haproxytech,
  hetznerLb,
  ingressNginx,
  istioGateway,
  knativeKourier,
  knativeNetIstio,
  kong,
  kgateway,
  loadBalancerService,
  netscaler,
  nginxInc,
  ngrok,
  nginxGatewayFabric,
  ociNative,
  openshiftRouter,
  pomerium,
  skipper,
  tailscale,
  traefik,
  traefikForNginx,
  tyk,
  voyager,
];
