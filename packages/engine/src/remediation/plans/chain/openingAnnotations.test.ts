import { openingAnnotations } from './openingAnnotations';

describe('annotations of a load balancer that another one can have, too', () => {
  it.each([
    'service.beta.kubernetes.io/aws-load-balancer-type',
    'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
    'service.beta.kubernetes.io/do-loadbalancer-certificate-id',
    'load-balancer.hetzner.cloud/http-certificates',
    'load-balancer.hetzner.cloud/location',
    'networking.gke.io/load-balancer-type',
    'metallb.io/address-pool',
    'tailscale.com/proxy-class',
  ])('keep %s', key => {
    expect(openingAnnotations({ [key]: 'a' })).toEqual({ [key]: 'a' });
  });

  it.each([
    'service.beta.kubernetes.io/aws-load-balancer-name',
    'service.beta.kubernetes.io/aws-load-balancer-eip-allocations',
    'kubernetes.digitalocean.com/load-balancer-id',
    'load-balancer.hetzner.cloud/name',
    'load-balancer.hetzner.cloud/id',
    'networking.gke.io/load-balancer-ip-addresses',
    'service.beta.kubernetes.io/azure-load-balancer-ipv4',
    'service.beta.kubernetes.io/azure-pip-name',
    'metallb.io/loadBalancerIPs',
    'tailscale.com/hostname',
    'kubectl.kubernetes.io/last-applied-configuration',
    'meta.helm.sh/release-name',
    'argocd.argoproj.io/tracking-id',
  ])('leave %s out', key => {
    expect(openingAnnotations({ [key]: 'a' })).toEqual({});
  });

  it('leave a health check out that asks a port of the application for it', () => {
    const aws = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck';
    const path = { [`${aws}-path`]: '/up' };
    expect(openingAnnotations(path)).toEqual(path);
    expect(openingAnnotations({ ...path, [`${aws}-port`]: '8081' })).toEqual(
      {},
    );
  });
});
