import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const routed = [...cart, 'nginx-outside', 'ingress'];

/** IP05 and IP06: what could not be read or is ignored, and vendors. */
export const readingCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0501',
    {
      'Ingresses that may not be read': {
        demo: 'nginx-sidecar-strict',
        forbidden: { group: 'networking.k8s.io', kind: 'Ingress' },
      },
    },
    { 'a cluster that is read whole': { demo: 'nginx-sidecar-strict' } },
  ),
  ...casesOf(
    'IP0502',
    { 'an EnvoyFilter of the workload': [...routed, 'filter-of-cart'] },
    { 'an EnvoyFilter of another workload': [...routed, 'filter-of-mail'] },
  ),
  ...casesOf(
    'IP0503',
    {
      'a code without a reason': ['backend-sidecar', 'service-ignoring-badly'],
      'a code that nobody knows': [
        'backend-sidecar',
        'service-ignoring-nobody',
      ],
    },
    { 'a code with a reason': ['backend-sidecar', 'service-ignoring'] },
  ),
  ...casesOf(
    'IP0601',
    { 'a controller past its end of life': { demo: 'nginx-strict' } },
    { "a cloud's load balancer, which is not": { demo: 'gke-strict' } },
  ),
];
