import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const strict = [...cart, 'namespace-strict'];
const emissary = [...strict, 'emissary-outside'];
const routed = [...cart, 'nginx-sidecar', 'ingress-service-host'];

/** IP01: what is on the wire, and whether it is taken. */
export const wireCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0101',
    {
      'a PERMISSIVE workload that gets plaintext': { demo: 'nginx-permissive' },
    },
    {
      'a STRICT one, which takes none': { demo: 'nginx-strict' },
      'one that gets mTLS': { demo: 'nginx-sidecar-permissive' },
    },
  ),
  ...casesOf(
    'IP0102',
    { 'a STRICT workload that gets plaintext': { demo: 'nginx-strict' } },
    { 'a PERMISSIVE one': { demo: 'nginx-permissive' } },
  ),
  ...casesOf(
    'IP0103',
    {
      'TLS of the edge that meets STRICT': [
        ...strict,
        'nginx-outside',
        'ingress-tls',
      ],
      'TLS of the edge at a port known as HTTP': [
        ...cart,
        'nginx-outside',
        'ingress-tls',
      ],
    },
    {
      'TLS of the edge at a port known as TLS': [
        'backend-sidecar',
        'service-tls',
        'nginx-outside',
        'ingress-tls',
      ],
    },
  ),
  ...casesOf(
    'IP0104',
    {
      'mTLS by a rule, towards pods without a proxy': [
        'backend-outside',
        'service-http',
        'nginx-sidecar',
        'ingress-service-host',
        'destination-rule-istio-mutual',
      ],
    },
    {
      'mTLS by a rule, towards pods with one': [
        ...cart,
        'nginx-sidecar',
        'ingress-service-host',
        'destination-rule-istio-mutual',
      ],
    },
  ),
  ...casesOf(
    'IP0105',
    {
      'a sidecar that may send to what it knows only': [
        ...cart,
        'nginx-sidecar',
        'ingress-service',
        'registry-only',
      ],
    },
    {
      'one that may, and is told the name of the Service': [
        ...cart,
        'nginx-sidecar',
        'ingress-service-host',
        'registry-only',
      ],
    },
  ),
  ...casesOf(
    'IP0106',
    {
      'paths over mTLS to a PERMISSIVE port': {
        demo: 'nginx-sidecar-permissive',
      },
    },
    { 'paths over mTLS to a STRICT one': { demo: 'nginx-sidecar-strict' } },
  ),
  ...casesOf(
    'IP0107',
    {
      'plaintext from outside the mesh to a Service with a waypoint': [
        'backend-ambient',
        'service-with-waypoint',
        'waypoint',
        'nginx-outside',
        'ingress',
      ],
      'pod IPs dialled by an edge in ambient mode': [
        'backend-ambient',
        'service-with-waypoint',
        'waypoint',
        'nginx-ambient',
        'ingress',
      ],
    },
    {
      'the Service dialled by an edge in ambient mode': [
        'backend-ambient',
        'service-with-waypoint',
        'waypoint',
        'nginx-ambient',
        'ingress-service',
      ],
      'a Service without a waypoint': [
        'backend-ambient',
        'service-http',
        'nginx-outside',
        'ingress',
      ],
    },
  ),
  ...casesOf(
    'IP0108',
    {
      'pods that let nobody in': [...routed, 'network-policy-deny-all'],
      'pods that let in their own namespace alone': [
        ...routed,
        'network-policy-own-namespace',
      ],
      'an edge whose pods are let out to nobody': [
        ...routed,
        'network-policy-edge-egress',
      ],
      'ambient pods that are let in to at their own port, and not at that of HBONE':
        [
          'backend-ambient',
          'service-http',
          'nginx-ambient',
          'ingress-service-host',
          'network-policy-port-8080',
        ],
    },
    {
      'pods that let the edge in by namespace': [
        ...routed,
        'network-policy-edge-namespace',
      ],
      'pods that have a second policy, which lets everybody in': [
        ...routed,
        'network-policy-deny-all',
        'network-policy-port-8080',
      ],
      'a policy for other pods': [...routed, 'network-policy-other-pods'],
      'rules by address, which a network may hold pods to': [
        ...routed,
        'network-policy-addresses',
      ],
    },
  ),
  ...casesOf(
    'IP0109',
    {
      'plaintext at a policy that asks for a namespace': [
        ...cart,
        'nginx-outside',
        'ingress',
        'allow-edge',
      ],
      'plaintext at a policy that denies who has no mesh identity': [
        ...cart,
        'nginx-outside',
        'ingress',
        'deny-strangers',
      ],
      'mTLS of an edge that is not among those let in': [
        ...routed,
        'allow-web',
      ],
      'a mesh that lets in nobody who is not named': [
        ...routed,
        'allow-nothing-mesh-wide',
      ],
      'an ambient workload whose ztunnel reads no methods': [
        'backend-ambient',
        'service-http',
        'nginx-ambient',
        'ingress-service-host',
        'allow-get',
      ],
    },
    {
      'mTLS of the edge that is let in': [...routed, 'allow-edge'],
      'mTLS at a policy that denies who has none': [
        ...routed,
        'deny-strangers',
      ],
      'a policy that adds to another': [...routed, 'allow-web', 'allow-edge'],
      'a policy that goes by what is asked': [...routed, 'allow-get'],
      'plaintext that STRICT refuses before': [
        ...strict,
        'nginx-outside',
        'ingress',
        'allow-edge',
      ],
      'a workload without a proxy, which goes by no policy': [
        'backend-outside',
        'service-http',
        'nginx-outside',
        'ingress',
        'deny-strangers',
      ],
    },
  ),
  ...casesOf(
    'IP0110',
    {
      'a STRICT workload that is asked by an edge that fails open': [
        ...emissary,
        'auth-service-open',
      ],
    },
    {
      'one that is asked by an edge that does not': [
        ...emissary,
        'auth-service-closed',
      ],
      'a PERMISSIVE one, which answers': [
        ...cart,
        'emissary-outside',
        'auth-service-open',
      ],
    },
  ),
];
