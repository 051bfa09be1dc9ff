import { ServicePosture } from '@ingress-posture/engine';
import { cart } from './cart';
import { hop } from './hops';

const [gatewayPath] = cart.paths;
const [client, gateway, workload] = gatewayPath.nodes;

/** A chain: cloud load balancer → Istio gateway → STRICT workload, all good. */
export const search: ServicePosture = {
  ...cart,
  service: { namespace: 'shop', name: 'search', labels: {}, podLabels: {} },
  mode: 'chained',
  posture: 'enforced',
  sentence: 'Every path arrives over mTLS, and search takes nothing else.',
  ports: [{ ...cart.ports[0], mtlsMode: 'STRICT', accepts: 'mtls-only' }],
  paths: [
    {
      ...gatewayPath,
      mode: 'chained',
      posture: 'enforced',
      sentence:
        'GKE Ingress sends through the Istio gateway, which sends Istio mTLS.',
      nodes: [
        client,
        {
          role: 'edge',
          name: 'GKE Ingress',
          vendor: 'gke-ingress',
          kind: 'cloud load balancer',
        },
        { ...gateway, role: 'gateway' },
        { ...workload, name: 'search', fact: 'demands mTLS: STRICT' },
      ],
      hops: [
        gatewayPath.hops[0],
        hop({
          from: 'edge',
          to: 'gateway',
          fromNode: 1,
          toNode: 2,
          addressing: 'node-port',
          host: 'search.example.com',
          wire: 'plaintext',
          counts: false,
        }),
        {
          ...gatewayPath.hops[1],
          from: 'gateway',
          fromNode: 2,
          toNode: 3,
        },
      ],
    },
  ],
  findings: [],
  remedies: [],
};
