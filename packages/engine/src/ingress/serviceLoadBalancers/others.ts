import { aviAko } from '../vendors/aviAko';
import { f5Cis } from '../vendors/f5Cis';
import { proxiesOf, tailscale } from '../vendors/tailscale';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

/** Proxy pods of its own for each Service: they forward packets to its address. */
export const tailscaleService: ServiceLoadBalancer = {
  vendor: tailscale,
  title: tailscale.title,
  classes: ['tailscale'],
  chosenBy: [{ key: 'tailscale.com/expose', values: ['true'] }],
  annotationPrefixes: [],
  addressing: tailscale.addressing,
  podsOf: service => proxiesOf(service, 'svc'),
  // A headless one has no address to forward to (shouldExposeClusterIP).
  listener: ({ headless }) =>
    headless ? { kind: 'closed' } : { kind: 'carries', by: [] },
  surroundings: () => ({
    caveats: [
      'The proxies of Tailscale forward packets in the kernel: whether a sidecar or ztunnel of theirs sees them is not worked out.',
    ],
  }),
  proxyProtocol: [],
  unmodelled: [],
  source: 'tailscale/tailscale cmd/k8s-operator/svc.go',
};

export const aviService: ServiceLoadBalancer = {
  vendor: aviAko,
  title: aviAko.title,
  classes: ['ako.vmware.com/avi-lb'],
  chosenBy: [],
  annotationPrefixes: ['ako.vmware.com/'],
  addressing: aviAko.addressing,
  proxyProtocol: [],
  // It names an L4Rule, which may end TLS.
  unmodelled: [{ key: 'ako.vmware.com/l4rule' }],
  source:
    'vmware/load-balancer-and-ingress-services-for-kubernetes docs/objects.md',
};

export const f5Service: ServiceLoadBalancer = {
  vendor: f5Cis,
  title: f5Cis.title,
  classes: ['f5.com/cntr-ingress-svcs'],
  chosenBy: [{ key: 'cis.f5.com/ipamLabel' }, { key: 'cis.f5.com/ip' }],
  annotationPrefixes: ['cis.f5.com/'],
  addressing: f5Cis.addressing,
  proxyProtocol: [],
  unmodelled: [{ key: 'cis.f5.com/policyName' }],
  source: 'clouddocs.f5.com/containers/latest/userguide/loadbalancer',
};
