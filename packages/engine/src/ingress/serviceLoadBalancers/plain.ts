import { evidenceOf, objectName } from '../../state/evidence';
import type { Service } from '../../state/kinds/service';
import type { Dial } from '../dial/dial';
import type { Setting } from '../vendorDescription';
import { loadBalancerService } from '../vendors/loadBalancerService';
import {
  mixesProtocols,
  ServiceLoadBalancer,
  Surroundings,
} from './serviceLoadBalancer';

/** Delivers to a node under the load balancer's own address; kube-proxy, or what replaces it, sends on. */
const ownAddress = (source: string): Setting<Dial['addressing']> => ({
  default: 'service-vip',
  source,
  switches: [],
});

type Plain = Pick<ServiceLoadBalancer, 'title' | 'addressing' | 'source'> &
  Partial<ServiceLoadBalancer>;

const plain = (one: Plain): ServiceLoadBalancer => ({
  vendor: loadBalancerService,
  classes: [],
  chosenBy: [],
  annotationPrefixes: [],
  proxyProtocol: [],
  unmodelled: [],
  ...one,
});

const google =
  'cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer';
/** MetalLB writes the pool that an address came from onto the Service (metallb/metallb controller/service.go). */
const metallbPools = [
  { key: 'metallb.io/ip-allocated-from-pool' },
  { key: 'metallb.universe.tf/ip-allocated-from-pool' },
];
const k3s = 'k3s-io/k3s pkg/cloudprovider/servicelb.go (newDaemonSet)';

/** Its older controllers refuse it (kubernetes/cloud-provider-gcp providers/gce/gce_loadbalancer.go, checkMixedProtocol). */
function whereProtocolsMix(service: Service): Surroundings {
  if (!mixesProtocols(service)) return {};
  return {
    kindCaveats: [
      `${objectName(
        service,
      )} has ports of several protocols: that Google's controller is one that takes these together is taken for granted.`,
    ],
  };
}

/** Where only the node's own pods are to get connections, it forwards to the node port of its node. */
function ofItsNode(service: Service): Surroundings {
  const { externalTrafficPolicy } = service;
  if (externalTrafficPolicy !== 'Local') return {};
  return {
    addressing: {
      effect: 'node-port',
      by: 'spec.externalTrafficPolicy',
      evidence: [
        evidenceOf(
          service,
          'spec.externalTrafficPolicy',
          externalTrafficPolicy,
        ),
      ],
      source: k3s,
    },
  };
}

/** Products without settings that are modelled: they carry connections, and differ in what they dial. */
export const plainLoadBalancers: readonly ServiceLoadBalancer[] = [
  plain({
    title: 'Google Cloud passthrough load balancer',
    classes: [
      'networking.gke.io/l4-regional-external',
      'networking.gke.io/l4-regional-internal',
      'networking.gke.io/l4-regional-external-legacy',
      'networking.gke.io/l4-regional-internal-legacy',
    ],
    annotationPrefixes: [
      'networking.gke.io/load-balancer-',
      'cloud.google.com/load-balancer-type',
      'cloud.google.com/l4-rbs',
    ],
    provider: 'gce',
    isDefault: true,
    addressing: ownAddress(google),
    surroundings: (_, service) => whereProtocolsMix(service),
    source: google,
  }),
  plain({
    title: 'MetalLB load balancer',
    chosenBy: metallbPools,
    // Its class has the name that `--lb-class` gives it.
    writtenBy: metallbPools,
    annotationPrefixes: ['metallb.io/', 'metallb.universe.tf/'],
    addressing: ownAddress('metallb/metallb website/content/usage/_index.md'),
    source: 'metallb/metallb website/content/usage/_index.md',
  }),
  plain({
    title: 'Cilium load balancer',
    classes: [
      'io.cilium/bgp-control-plane',
      'io.cilium/l2-announcer',
      'io.cilium/node',
    ],
    chosenBy: [],
    annotationPrefixes: ['io.cilium/lb-ipam-', 'lbipam.cilium.io/'],
    addressing: ownAddress('cilium/cilium Documentation/network/lb-ipam.rst'),
    // Then Envoy of the node stands between.
    unmodelled: [{ key: 'service.cilium.io/lb-l7', values: ['enabled'] }],
    source: 'cilium/cilium Documentation/network/lb-ipam.rst',
  }),
  plain({
    title: 'kube-vip load balancer',
    classes: ['kube-vip.io/kube-vip-class'],
    annotationPrefixes: ['kube-vip.io/'],
    addressing: ownAddress('kube-vip.io/docs/usage/cloud-provider'),
    source: 'kube-vip.io/docs/usage/cloud-provider',
  }),
  plain({
    title: 'K3s service load balancer',
    annotationPrefixes: ['svccontroller.k3s.cattle.io/'],
    provider: 'k3s',
    isDefault: true,
    addressing: ownAddress(k3s),
    surroundings: (_, service) => ofItsNode(service),
    source: k3s,
  }),
];
