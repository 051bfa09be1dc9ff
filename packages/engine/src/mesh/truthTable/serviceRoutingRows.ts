// Rows 22 to 43: load balancers with a sidecar whose outbound side is captured.
import { bytes, serviceHost, toPod, toService } from './dial';
import type { Row } from './row';

const http = ['lb-sidecar', 'backend-sidecar', 'service-http'];
const tcp = ['lb-sidecar', 'backend-sidecar', 'service-tcp'];
const headless = ['lb-sidecar', 'backend-sidecar', 'service-headless-tcp'];
const samePort = ['lb-sidecar', 'backend-sidecar', 'service-http-same-port'];
const named = { host: serviceHost };

export const serviceRoutingRows: readonly Row[] = [
  ...['tcp', 'sniffed'].map(port => ({
    row: 22,
    name: `a port known as ${port} is told by its address, and gets mTLS whatever the Host`,
    given: [
      'lb-sidecar',
      'backend-sidecar',
      `service-${port}`,
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  })),
  {
    row: 23,
    name: 'Service routing with an external Host passes through in plaintext to a PERMISSIVE port known as HTTP',
    given: http,
    asked: toService(),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 24,
    name: 'a STRICT port known as HTTP refuses it',
    given: [...http, 'namespace-strict'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 25,
    name: 'Service routing with the Host of the Service is mTLS',
    given: [...http, 'namespace-strict'],
    asked: toService(named),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 26,
    name: 'a VirtualService that lists the external Host and the Service makes it mTLS',
    given: [...http, 'namespace-strict', 'virtual-service-both-hosts'],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 26,
    name: 'on another port than 80 too',
    given: [...samePort, 'namespace-strict', 'virtual-service-both-hosts'],
    asked: toService({ port: 8080 }),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 26,
    name: 'which one that lists the external Host alone does not do there',
    given: [...samePort, 'namespace-strict', 'virtual-service-external-host'],
    asked: toService({ port: 8080 }),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 27,
    name: 'REGISTRY_ONLY blocks the external Host at the sidecar of the load balancer',
    given: [...http, 'registry-only'],
    asked: toService(),
    expected: ['nobody none unroutable'],
  },
  {
    row: 28,
    name: 'pod addresses pass through in plaintext to a PERMISSIVE workload',
    given: http,
    asked: toPod(),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 29,
    name: 'a STRICT workload refuses them',
    given: [...http, 'namespace-strict'],
    asked: toPod(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 30,
    name: 'a pod address with the Host of the Service is mTLS where Service port and container port are one number',
    given: [...samePort, 'namespace-strict'],
    asked: toPod(named),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 31,
    name: 'and plaintext where they are not',
    given: [...http, 'namespace-strict'],
    asked: toPod(named),
    expected: ['cart-1 plaintext rejected'],
  },
  ...['tcp', 'sniffed'].map(port => ({
    row: 32,
    name: `a headless Service known as ${port} is told by the addresses of its pods`,
    given: [
      'lb-sidecar',
      'backend-sidecar',
      `service-headless-${port}`,
      'namespace-strict',
    ],
    asked: toPod(bytes),
    expected: ['cart-1 istio-mtls accepted'],
  })),
  {
    row: 33,
    name: 'one pod without a sidecar makes a headless Service plaintext, which its STRICT pods refuse',
    given: [...headless, 'second-backend-outside', 'namespace-strict'],
    asked: toPod(bytes),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 33,
    name: 'and the pod without a sidecar takes',
    given: [...headless, 'second-backend-outside', 'namespace-strict'],
    asked: toPod({ ...bytes, address: '10.1.0.2' }),
    expected: ['cart-2 plaintext accepted'],
  },
  {
    row: 34,
    name: 'a DestinationRule with DISABLE sends plaintext to a STRICT workload',
    given: [...tcp, 'namespace-strict', 'destination-rule-disable'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 35,
    name: 'a DestinationRule with ISTIO_MUTUAL sends mTLS to an application that cannot read it',
    given: [
      'lb-sidecar',
      'backend-outside',
      'service-tcp',
      'destination-rule-istio-mutual',
    ],
    asked: toService(),
    expected: ['cart-1 istio-mtls rejected'],
  },
  {
    row: 36,
    name: 'a DestinationRule with SIMPLE has no mesh identity for a STRICT workload',
    given: [...tcp, 'namespace-strict', 'destination-rule-simple'],
    asked: toService(),
    expected: ['cart-1 tls rejected'],
  },
  {
    row: 36,
    name: 'nor finds it a filter chain on a PERMISSIVE port known as HTTP',
    given: [...http, 'destination-rule-simple'],
    asked: toService(named),
    expected: ['cart-1 tls rejected'],
  },
  {
    row: 37,
    name: 'clients go by the namespace: a STRICT workload under DISABLE gets plaintext',
    given: [...tcp, 'namespace-disable', 'workload-strict'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 38,
    name: 'endpoints are looked at one by one: a workload with DISABLE gets plaintext',
    given: [...tcp, 'workload-disable'],
    asked: toService(),
    expected: ['cart-1 plaintext accepted'],
  },
  {
    row: 39,
    name: 'those of a headless Service are not: a workload with DISABLE gets mTLS that it cannot read',
    given: [...headless, 'workload-disable'],
    asked: toPod(bytes),
    expected: ['cart-1 istio-mtls rejected'],
  },
  {
    row: 40,
    name: 'without automatic mTLS a STRICT workload gets plaintext',
    given: [...tcp, 'namespace-strict', 'auto-mtls-off'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  {
    row: 40,
    name: 'until a DestinationRule says ISTIO_MUTUAL',
    given: [
      ...tcp,
      'namespace-strict',
      'auto-mtls-off',
      'destination-rule-istio-mutual',
    ],
    asked: toService(),
    expected: ['cart-1 istio-mtls accepted'],
  },
  {
    row: 41,
    name: 'the label tlsMode=disabled makes clients send plaintext to a STRICT workload',
    given: [
      'lb-sidecar',
      'backend-sidecar-tls-mode-disabled',
      'service-tcp',
      'namespace-strict',
    ],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  },
  ...unknownServiceRows(),
  ...[
    'lb-sidecar-service-range-excluded',
    'lb-sidecar-no-outbound',
    'lb-outside',
  ].map(lb => ({
    row: 43,
    name: `what is not captured on its way out is plaintext: ${lb}`,
    given: [lb, 'backend-sidecar', 'service-tcp', 'namespace-strict'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
  })),
];

// What a control plane or a proxy is not told of is an unknown destination.
function unknownServiceRows(): readonly Row[] {
  const hidden = [
    ['a Service that is not exported', 'service-not-exported'],
    ['a Service outside Sidecar.egress', 'service-tcp sidecar-own-namespace'],
    [
      'a Service in a namespace that discoverySelectors leave out',
      'service-tcp discovery-without-shop',
    ],
  ] as const;
  return hidden.flatMap(([what, pieces]) => {
    const given = ['lb-sidecar', 'backend-sidecar', ...pieces.split(' ')];
    return [
      {
        row: 42,
        name: `${what} is passed through in plaintext, which PERMISSIVE takes`,
        given,
        asked: toService(),
        expected: ['cart-1 plaintext accepted'],
      },
      {
        row: 42,
        name: `${what} is passed through in plaintext, which STRICT refuses`,
        given: [...given, 'mesh-strict'],
        asked: toService(),
        expected: ['cart-1 plaintext rejected'],
      },
    ];
  });
}
