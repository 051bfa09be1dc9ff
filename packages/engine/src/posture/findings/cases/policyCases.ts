import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const strict = [...cart, 'namespace-strict'];
const gateway = [...cart, 'gateway', 'server-http', 'gateway-route'];

/** IP03: policies and rules of the mesh. */
export const policyCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0301',
    {
      'a selector in the root namespace': [
        ...strict,
        'root-namespace-permissive-by-selector',
      ],
    },
    {
      'one that selects other pods': [...strict, 'root-namespace-for-others'],
      'a policy of the root namespace without selector': [
        ...cart,
        'mesh-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0302',
    {
      'a port level without a selector': [
        ...cart,
        'namespace-strict-port-permissive',
      ],
    },
    {
      'a port level with one': [...strict, 'workload-port-permissive'],
      'a port level for a port that the workload does not have': [
        ...cart,
        'namespace-ports-of-others',
      ],
    },
  ),
  ...casesOf(
    'IP0303',
    {
      'a policy that is newer than another of its level': [
        ...cart,
        'namespace-strict-dated',
        'namespace-permissive-newer',
      ],
    },
    {
      'a newer one that says the same': [
        ...cart,
        'namespace-strict-dated',
        'namespace-strict-again',
      ],
      'a newer one of another level': [...strict, 'workload-disable'],
    },
  ),
  ...casesOf(
    'IP0304',
    {
      'DISABLE for the namespace, STRICT for the workload': [
        ...cart,
        'namespace-disable',
        'workload-strict',
      ],
      'DISABLE for the mesh, STRICT for the workload': [
        ...cart,
        'mesh-disable',
        'workload-strict',
      ],
    },
    {
      'DISABLE for the mesh, STRICT for the namespace': [
        ...strict,
        'mesh-disable',
      ],
      'the same of pods in ambient mode': [
        'backend-ambient',
        'service-http',
        'namespace-disable',
        'workload-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0305',
    {
      'DISABLE for a workload behind a headless Service': [
        'backend-sidecar',
        'service-headless-tcp',
        'workload-disable',
      ],
    },
    {
      'DISABLE for a workload behind a ClusterIP': [
        ...cart,
        'workload-disable',
      ],
      'DISABLE for the whole namespace, which clients do look at': [
        'backend-sidecar',
        'service-headless-tcp',
        'namespace-disable',
      ],
    },
  ),
  ...casesOf(
    'IP0306',
    {
      'a mode for the number of the Service': [
        ...strict,
        'workload-service-port-permissive',
      ],
    },
    {
      'a mode for the number of the pod': [
        ...strict,
        'workload-port-permissive',
      ],
      'a mode for a number that both have': [
        'backend-sidecar',
        'service-http-same-port',
        'workload-port-permissive',
      ],
    },
  ),
  ...casesOf(
    'IP0307',
    {
      'DISABLE for a namespace in ambient mode': [
        'backend-ambient',
        'service-http',
        'namespace-disable',
      ],
      'DISABLE for a port of a workload in ambient mode': [
        'backend-ambient',
        'service-http',
        'mesh-strict',
        'workload-port-disable',
      ],
    },
    {
      'DISABLE for a namespace with sidecars': [...cart, 'namespace-disable'],
      'PERMISSIVE in ambient mode': [
        'backend-ambient',
        'service-http',
        'mesh-permissive',
      ],
    },
  ),
  ...casesOf(
    'IP0308',
    { 'a policy for the pods of the gateway': [...gateway, 'gateway-strict'] },
    {
      'a policy for the whole mesh': [...gateway, 'mesh-strict'],
      'a gateway that is not on the way': [
        ...cart,
        'gateway',
        'gateway-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0309',
    { 'a version that does not run': [...cart, 'version-strict'] },
    { 'pods that run': [...cart, 'workload-strict'] },
  ),
  ...casesOf(
    'IP0310',
    { 'SIMPLE without a CA': [...cart, 'destination-rule-simple'] },
    {
      'SIMPLE with one': [...cart, 'rule-simple-with-ca'],
      'mTLS of the mesh, which has its own': [
        ...cart,
        'destination-rule-istio-mutual',
      ],
    },
  ),
  ...casesOf(
    'IP0311',
    {
      'DISABLE by a rule, STRICT by policy': [
        ...strict,
        'destination-rule-disable',
      ],
      'SIMPLE by a rule, STRICT by policy': [
        ...strict,
        'destination-rule-simple',
      ],
    },
    {
      'DISABLE by a rule where plaintext is taken': [
        ...cart,
        'destination-rule-disable',
      ],
      'ISTIO_MUTUAL by a rule': [...strict, 'destination-rule-istio-mutual'],
    },
  ),
  ...casesOf(
    'IP0312',
    {
      'mTLS by a rule towards pods without a proxy': [
        'backend-outside',
        'service-http',
        'destination-rule-istio-mutual',
      ],
    },
    {
      'mTLS by a rule towards pods with one': [
        ...cart,
        'destination-rule-istio-mutual',
      ],
    },
  ),
  ...casesOf(
    'IP0313',
    { 'a subset of no pod': [...cart, 'rule-istio-mutual-subset'] },
    { 'a subset of all pods': [...cart, 'rule-subset-that-fits'] },
  ),
  ...casesOf(
    'IP0314',
    {
      'a host with a dot that is no full name': [...cart, 'rule-half-a-name'],
      'a short name in another namespace': [...cart, 'rule-elsewhere'],
    },
    {
      'a short name in the same namespace': [...cart, 'rule-subset-that-fits'],
      'a host of the world outside': [...cart, 'rule-of-another-cart'],
    },
  ),
  ...casesOf(
    'IP0315',
    {
      'a label that says disabled on a STRICT workload': [
        'backend-sidecar-tls-mode-disabled',
        'service-http',
        'namespace-strict',
      ],
    },
    {
      'the same on a PERMISSIVE one': [
        'backend-sidecar-tls-mode-disabled',
        'service-http',
      ],
      'a STRICT workload with the label of the injector': strict,
    },
  ),
  ...casesOf(
    'IP0316',
    {
      'two Sidecars for the namespace of the edge': [
        ...cart,
        'nginx-sidecar',
        'ingress',
        'sidecars-of-edge',
      ],
    },
    {
      'one for its pods and one for the namespace': [
        ...cart,
        'nginx-sidecar',
        'ingress',
        'sidecar-of-edge-and-default',
      ],
    },
  ),
  ...casesOf(
    'IP0317',
    {
      'a Sidecar for pods in ambient mode': [
        'backend-ambient',
        'service-http',
        'sidecar-for-cart',
      ],
    },
    { 'a Sidecar for pods with one': [...cart, 'sidecar-for-cart'] },
  ),
];
