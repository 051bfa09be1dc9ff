import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const strict = [...cart, 'namespace-strict'];

/** IP04: the workload. */
export const workloadCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0401',
    {
      'a roll-out that is not finished': [...cart, 'second-backend-outside'],
    },
    {
      'pods that all have a sidecar': cart,
      'pods of which none has one': ['backend-outside', 'service-http'],
    },
  ),
  ...casesOf(
    'IP0402',
    { 'a Service without pods': ['service-http'] },
    { 'a Service with one that is ready': cart },
  ),
  ...casesOf(
    'IP0403',
    {
      'a STRICT port that is left out of capture': [
        'backend-sidecar-port-excluded',
        'service-http',
        'namespace-strict',
      ],
      'a STRICT port at an IPv6 address that the sidecar does not see': [
        'cart-of-both-families',
        'service-http',
        'slice-of-six',
        'namespace-strict',
      ],
    },
    {
      'a PERMISSIVE one': ['backend-sidecar-port-excluded', 'service-http'],
      'a STRICT port that is captured': strict,
      'one at an IPv6 address of a dual-stack sidecar': [
        'cart-of-both-families-seen',
        'service-http',
        'slice-of-six',
        'namespace-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0404',
    {
      "an edge on its node's network in a namespace with injection": [
        ...cart,
        'nginx-host-network',
        'ingress',
      ],
      'a pod that asks in a namespace that forbids it': [
        'cart-asks',
        'shop-without-injection',
        'service-http',
      ],
      'a label whose value nobody knows': [
        'backend-outside',
        'shop-injection-misspelt',
        'service-http',
      ],
      'a pod that asks by annotation where its namespace does not': [
        'cart-asks-by-annotation',
        'service-http',
      ],
    },
    {
      'a pod that was opted out': [
        'cart-opted-out',
        'shop-with-injection',
        'service-http',
      ],
      'a pod that only has to be made anew': [
        'backend-outside',
        'shop-with-injection',
        'service-http',
      ],
    },
  ),
  ...casesOf(
    'IP0405',
    {
      'a pod without sidecar in a namespace with injection': [
        'backend-outside',
        'shop-with-injection',
        'service-http',
      ],
      'the same of a namespace that follows a revision': [
        'backend-outside',
        'shop-with-revision',
        'service-http',
      ],
    },
    {
      'a pod without sidecar where nobody asked for one': [
        'backend-outside',
        'service-http',
      ],
      'a pod that was opted out': [
        'cart-opted-out',
        'shop-with-injection',
        'service-http',
      ],
      'a pod with the agent of proxyless gRPC': [
        'cart-proxyless',
        'shop-with-injection',
        'service-http',
      ],
    },
  ),
  ...casesOf(
    'IP0406',
    {
      'injection and a revision on one namespace': [...cart, 'shop-with-both'],
    },
    {
      'injection alone': [...cart, 'shop-with-injection'],
      'injection that is switched off beside ambient mode': [
        ...cart,
        'shop-ambient-without-injection',
      ],
    },
  ),
  ...casesOf(
    'IP0407',
    {
      'a port named http that leads to 8443': [
        'backend-sidecar',
        'service-http-to-8443',
      ],
      'an appProtocol that the name contradicts': [
        'backend-sidecar',
        'service-tcp-by-app-protocol',
      ],
    },
    {
      'a port named http that leads to 8080': cart,
      'a port named https that leads to 8443': [
        'backend-sidecar',
        'service-https-to-8443',
      ],
    },
  ),
  ...casesOf(
    'IP0408',
    {
      'a port whose name says nothing': ['backend-sidecar', 'service-sniffed'],
    },
    {
      'a port named tcp': ['backend-sidecar', 'service-tcp'],
      'a port whose name says nothing, outside the mesh': [
        'backend-outside',
        'service-sniffed',
      ],
    },
  ),
  ...casesOf(
    'IP0409',
    {
      'two Services that differ about a port': [...cart, 'second-service-tcp'],
    },
    { 'two that do not': [...cart, 'second-service-http'] },
  ),
  ...casesOf(
    'IP0410',
    {
      "a container that runs as the sidecar's user": [
        'cart-as-proxy-user',
        'service-http',
      ],
    },
    { 'containers that do not': cart },
  ),
  ...casesOf(
    'IP0411',
    {
      'a probe that was not rewritten, at a STRICT port': [
        'cart-probed',
        'service-http',
        'namespace-strict',
      ],
    },
    {
      'the same at a PERMISSIVE port': ['cart-probed', 'service-http'],
      'a probe that leads through the agent': [
        'cart-probed-by-agent',
        'service-http',
        'namespace-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0412',
    {
      'an annotation of pods on a namespace': [...cart, 'shop-annotated'],
      'the bypass of ambient mode as a label': [
        'cart-bypass-by-label',
        'service-http',
      ],
    },
    {
      'the annotation on the pod': [
        'backend-sidecar-port-excluded',
        'service-http',
      ],
    },
  ),
  ...casesOf(
    'IP0413',
    {
      'a port by name in a list of numbers': [
        'cart-excludes-by-name',
        'service-http',
      ],
    },
    {
      'a list of numbers': ['backend-sidecar-port-excluded', 'service-http'],
      'the empty list': [...cart, 'nginx-sidecar', 'ingress'],
    },
  ),
  ...casesOf(
    'IP0414',
    {
      'a webhook at a STRICT port': [...strict, 'webhook-of-cart'],
      'a webhook at a STRICT port in ambient mode': [
        'backend-ambient',
        'service-http',
        'namespace-strict',
        'webhook-of-cart',
      ],
    },
    {
      'a webhook at a PERMISSIVE port': [...cart, 'webhook-of-cart'],
      'a webhook at a port of another number': [...strict, 'webhook-at-443'],
    },
  ),
  ...casesOf(
    'IP0415',
    {
      'a pod that waits for an injector that is not there': [
        'backend-outside',
        'shop-with-revision',
        'service-http',
        'injector-of-nobody',
      ],
    },
    {
      'a pod of another revision': [
        'backend-outside',
        'shop-with-injection',
        'service-http',
        'injector-of-nobody',
      ],
      'a pod that waits for one that is': [
        'backend-outside',
        'shop-with-revision',
        'service-http',
        'injector-of-nobody',
        'injector-service',
      ],
    },
  ),
  ...casesOf(
    'IP0416',
    {
      'a pod that two revisions are asked about': [
        'backend-outside',
        'shop-with-injection',
        'service-http',
        'injector-of-default',
        'injector-of-canary',
      ],
    },
    {
      'a pod of a namespace that one of them leaves alone': [
        'backend-outside',
        'shop-with-revision',
        'service-http',
        'injector-of-default',
        'injector-of-canary',
      ],
      'a pod that one revision is asked about by two webhooks': [
        'backend-outside',
        'shop-with-injection',
        'service-http',
        'injector-of-default',
      ],
    },
  ),
  ...casesOf(
    'IP0417',
    {
      'a database that a load balancer leads to in plaintext': [
        'backend-sidecar',
        'service-mysql-open',
      ],
    },
    {
      'one that is STRICT': [
        'backend-sidecar',
        'service-mysql-open',
        'namespace-strict',
      ],
      'one that takes plaintext alone': [
        'backend-sidecar',
        'service-mysql-open',
        'namespace-disable',
      ],
      'one without a sidecar': ['backend-outside', 'service-mysql-open'],
      'one that HTTP is spoken to': ['backend-sidecar', 'service-http-open'],
      'a mesh in which proxies wait for a second': [
        'backend-sidecar',
        'service-mysql-open',
        'mesh-with-detection-timeout',
      ],
    },
  ),
];
