import {
  ciliumIngressPolicies,
  passesTls,
  passthroughKeys,
} from '../policies/cilium';
import { goTrue } from '../edges/goBool';
import type { VendorDescription } from '../vendorDescription';

const docs = 'docs.cilium.io/en/stable/network/servicemesh';
const translators = 'cilium/cilium operator/pkg/model/translation';

/** Its Envoy runs on the nodes' own network, where no sidecar can be. */
export const cilium: VendorDescription = {
  id: 'cilium',
  title: 'Cilium',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['cilium.io/ingress-controller'],
  classNames: ['cilium'],
  annotationPrefixes: ['ingress.cilium.io/', 'io.cilium.ingress/'],
  pods: {
    labels: [{ 'k8s-app': 'cilium-envoy' }, { 'k8s-app': 'cilium' }],
    images: ['cilium/cilium-envoy', 'cilium/cilium'],
    goesByClassName: true,
    configMapName: 'cilium-config',
  },
  externalName: 'dropped',
  ingressPolicies: ciliumIngressPolicies,
  addressing: { default: 'pod-ip', source: translators, switches: [] },
  host: { default: null, source: translators, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs}/ingress`,
    switches: [
      ...passthroughKeys.map(key => ({
        on: 'route-annotation' as const,
        key,
        effect: (value: string) =>
          passesTls(value)
            ? ({ protocol: 'http', tls: 'client' } as const)
            : undefined,
        source: `${docs}/ingress (tls-passthrough)`,
      })),
    ],
  },
  gatewayApi: {
    controllers: ['io.cilium/gateway-controller'],
    classNames: ['cilium'],
    listenerSets: {
      since: '1.20',
      source:
        'cilium/cilium#46303; operator/pkg/gateway-api/loading/loading.go',
    },
    routes: ['HTTPRoute', 'GRPCRoute', 'TLSRoute'],
    backend: {
      default: { protocol: 'http', tls: 'none' },
      source: `${translators}/envoy_cluster.go (clusterMutators)`,
      switches: [
        {
          on: 'config-map',
          key: 'enable-gateway-api-app-protocol',
          // What the port says counts where this is on, and it is not by default.
          effect: (value, { port }) =>
            goTrue.has(value) && port?.appProtocol === 'kubernetes.io/h2c'
              ? { protocol: 'http2', tls: 'none' }
              : undefined,
          source: `${translators}/envoy_cluster.go (UseAppProtocol)`,
        },
      ],
    },
    ignoresBackendRewrite: true,
    // Authorities of the system it does not know, and then starts no TLS.
    renamesCopies: true,
    backendTlsPolicy: 'with authorities',
    source: `${docs}/gateway-api/gateway-api`,
  },
};
