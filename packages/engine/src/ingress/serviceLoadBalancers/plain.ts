import type { Dial } from '../dial/dial';
import type { Setting } from '../vendorDescription';
import { loadBalancerService } from '../vendors/loadBalancerService';
import type { ServiceLoadBalancer } from './serviceLoadBalancer';

const beta = 'service.beta.kubernetes.io';

/** Delivers to a node under the load balancer's own address; kube-proxy, or what replaces it, sends on. */
const ownAddress = (source: string): Setting<Dial['addressing']> => ({
  default: 'service-vip',
  source,
  switches: [],
});

const nodePorts = (source: string): Setting<Dial['addressing']> => ({
  default: 'node-port',
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
const azure = 'kubernetes-sigs/cloud-provider-azure pkg/consts/consts.go';
const oracle =
  'oracle/oci-cloud-controller-manager docs/load-balancer-annotations.md';
const alibaba = 'kubernetes/cloud-provider-alibaba-cloud docs/usage.md';
const openStack =
  'kubernetes/cloud-provider-openstack docs/openstack-cloud-controller-manager/expose-applications-using-loadbalancer-type-service.md';

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
    source: google,
  }),
  plain({
    title: 'Azure Load Balancer',
    annotationPrefixes: [`${beta}/azure-`],
    provider: 'azure',
    isDefault: true,
    addressing: {
      default: 'service-vip',
      source: azure,
      switches: [
        {
          on: 'service-annotation',
          key: `${beta}/azure-disable-load-balancer-floating-ip`,
          effect: value => (value === 'true' ? 'node-port' : undefined),
          source: azure,
        },
      ],
    },
    source: azure,
  }),
  plain({
    title: 'Oracle Cloud load balancer',
    annotationPrefixes: [
      `${beta}/oci-load-balancer-`,
      'oci.oraclecloud.com/load-balancer-',
      'oci-network-load-balancer.oraclecloud.com/',
    ],
    provider: 'oci',
    isDefault: true,
    addressing: nodePorts(oracle),
    unmodelled: [
      { key: `${beta}/oci-load-balancer-backend-protocol`, values: ['HTTP'] },
      { key: `${beta}/oci-load-balancer-ssl-ports` },
      { key: `${beta}/oci-load-balancer-tls-backendset-secret` },
    ],
    source: oracle,
  }),
  plain({
    title: 'Alibaba Cloud load balancer',
    classes: ['alibabacloud.com/nlb'],
    annotationPrefixes: [`${beta}/alibaba-cloud-loadbalancer-`],
    provider: 'alicloud',
    isDefault: true,
    addressing: {
      default: 'node-port',
      source: alibaba,
      switches: [
        {
          on: 'service-annotation',
          key: `${beta}/backend-type`,
          effect: value => (value === 'eni' ? 'pod-ip' : undefined),
          source: alibaba,
        },
      ],
    },
    proxyProtocol: [
      {
        key: `${beta}/alibaba-cloud-loadbalancer-proxy-protocol`,
        values: ['on'],
      },
    ],
    unmodelled: [{ key: `${beta}/alibaba-cloud-loadbalancer-protocol-port` }],
    source: alibaba,
  }),
  plain({
    title: 'OpenStack Octavia load balancer',
    annotationPrefixes: ['loadbalancer.openstack.org/'],
    provider: 'openstack',
    isDefault: true,
    addressing: nodePorts(openStack),
    proxyProtocol: [{ key: 'loadbalancer.openstack.org/proxy-protocol' }],
    unmodelled: [
      { key: 'loadbalancer.openstack.org/default-tls-container-ref' },
      { key: 'loadbalancer.openstack.org/x-forwarded-for', values: ['true'] },
    ],
    source: openStack,
  }),
  plain({
    title: 'MetalLB load balancer',
    // MetalLB writes the pool that an address came from onto the Service.
    chosenBy: [
      { key: 'metallb.io/ip-allocated-from-pool' },
      { key: 'metallb.universe.tf/ip-allocated-from-pool' },
    ],
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
    addressing: ownAddress('docs.k3s.io/networking/networking-services'),
    source: 'docs.k3s.io/networking/networking-services',
  }),
];
