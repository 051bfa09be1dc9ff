import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const strict = [...cart, 'namespace-strict'];
const routed = [...cart, 'nginx-sidecar', 'ingress-service-host'];

/** IP02: the edge. */
export const edgeCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0201',
    { 'a controller without a sidecar': { demo: 'nginx-strict' } },
    {
      'one with a sidecar': { demo: 'nginx-sidecar-strict' },
      'one without, in front of an Istio gateway': { demo: 'chained-nginx' },
    },
  ),
  ...casesOf(
    'IP0202',
    {
      'Service routing with the Host of the client': {
        demo: 'service-routing-external-host-strict',
      },
    },
    {
      'Service routing with the Host of the Service': routed,
      'a Service that the sidecar does not know by any name': [
        'backend-sidecar',
        'service-not-exported',
        'nginx-sidecar',
        'ingress-service',
      ],
      'a port whose protocol is not known, where the address decides': [
        'backend-sidecar',
        'service-sniffed',
        'nginx-sidecar',
        'ingress-service',
      ],
    },
  ),
  ...casesOf(
    'IP0203',
    { 'pods that are dialled by IP': { demo: 'pod-ip-routing-strict' } },
    {
      'pods that are dialled by IP, at the port and by the Host of the Service':
        {
          demo: 'pod-ip-same-port-strict',
        },
    },
  ),
  ...casesOf(
    'IP0204',
    { "a cloud's load balancer before the workload": { demo: 'gke-strict' } },
    { 'one before an Istio gateway': { demo: 'chained-gke' } },
  ),
  ...casesOf(
    'IP0205',
    {
      'an edge whose inbound traffic is captured': {
        demo: 'inbound-redirection-on-permissive',
      },
    },
    { 'one whose inbound traffic is left alone': routed },
  ),
  ...casesOf(
    'IP0206',
    {
      'an edge that demands mTLS of its clients': {
        demo: 'inbound-redirection-on-locked-out',
      },
    },
    {
      'an edge that would, if its inbound traffic were captured': [
        ...routed,
        'lb-namespace-strict',
      ],
    },
  ),
  ...casesOf(
    'IP0207',
    {
      'a Mapping that resolves endpoints': {
        demo: 'emissary-endpoint-resolver-strict',
      },
    },
    { 'a Mapping that does not': { demo: 'emissary-strict' } },
  ),
  ...casesOf(
    'IP0208',
    {
      'Service routing of the community nginx on an Ingress of NGINX Inc': [
        ...cart,
        'nginx-inc',
        'ingress-of-nginx-inc-with-community-setting',
      ],
      "Service routing of NGINX Inc on the community's nginx": [
        ...cart,
        'nginx-outside',
        'ingress-with-nginx-inc-setting',
      ],
    },
    {
      'Service routing of its own': routed,
      'settings of what is no ingress controller': [
        ...cart,
        'nginx-outside',
        'ingress-with-certificate',
      ],
    },
  ),
  ...casesOf(
    'IP0209',
    {
      'two installations that serve one class': [
        ...cart,
        'nginx-outside',
        'second-nginx',
        'ingress',
      ],
    },
    {
      'two installations of different classes': [
        ...cart,
        'nginx-outside',
        'second-nginx-class',
        'ingress',
      ],
    },
  ),
  ...casesOf(
    'IP0210',
    {
      'addresses of Services that are left out of capture': [
        ...cart,
        'nginx-sidecar-services-excluded',
        'ingress-service-host',
      ],
    },
    {
      'the same, where pods are dialled': [
        ...cart,
        'nginx-sidecar-services-excluded',
        'ingress',
      ],
    },
  ),
  ...casesOf(
    'IP0211',
    {
      'an Istio gateway that leads to an edge whose port is not captured': [
        ...routed,
        'nginx-service',
        'gateway',
        'gateway-to-nginx',
      ],
    },
    {
      'one that leads to an edge whose port is captured': [
        ...cart,
        'nginx-sidecar-captured',
        'ingress-service-host',
        'nginx-service',
        'gateway',
        'gateway-to-nginx',
      ],
      'one that leads to an edge without a sidecar': [
        ...cart,
        'nginx-outside',
        'ingress',
        'nginx-service',
        'gateway',
        'gateway-to-nginx',
      ],
    },
  ),
  ...casesOf(
    'IP0212',
    {
      'the empty annotation in a version that loses it': [
        ...cart,
        'nginx-sidecar-1.24',
        'ingress',
      ],
    },
    { 'the empty annotation in one that does not': routed },
  ),
  ...casesOf(
    'IP0213',
    {
      'MeshConfig that switches automatic mTLS off': [
        ...routed,
        'auto-mtls-off',
      ],
    },
    {
      'the same, with a rule that asks for mTLS': [
        ...routed,
        'auto-mtls-off',
        'destination-rule-istio-mutual',
      ],
    },
  ),
  ...casesOf(
    'IP0214',
    {
      'a Service that is not exported': [
        'backend-sidecar',
        'service-not-exported',
        'nginx-sidecar',
        'ingress-service-host',
      ],
      'a Sidecar that leaves it out': [...routed, 'sidecar-own-namespace'],
    },
    {
      'a Service that is known, and not dialled by its name': [
        ...cart,
        'nginx-sidecar',
        'ingress-service',
      ],
    },
  ),
  ...casesOf(
    'IP0215',
    {
      "a cloud's load balancer before a STRICT workload": [...strict, 'gke'],
      'one that asks for a page because the port is declared to speak HTTP': [
        ...strict,
        'service-azure-http',
      ],
      'one that is told to ask for a page': [...strict, 'service-nlb-http'],
      'one that a BackendConfig has ask the port that it dials': [
        ...strict,
        'service-gke-same-port',
        'gke',
      ],
      'one of Alibaba that is told to': [...strict, 'service-alibaba-http'],
    },
    {
      'one before a PERMISSIVE workload': [...cart, 'gke'],
      'one that only connects, as Azure does by default': [
        ...strict,
        'service-azure',
      ],
      'one that asks the nodes for their pods': [
        ...strict,
        'service-azure-local',
      ],
      'a classic one that asks the nodes for their pods': [
        ...strict,
        'service-classic-local',
      ],
      'one that asks another port': [...strict, 'service-nlb-other-port'],
      'one that a BackendConfig has ask another port': [
        ...strict,
        'service-gke-other-port',
        'gke',
      ],
      'one that reads HTTP, and checks nothing by default': [
        ...strict,
        'service-alibaba-l7',
      ],
      'one that only connects, which the sidecar answers': [
        ...strict,
        'target-group',
      ],
      'a node port, which nobody checks': [...strict, 'service-node-port'],
      'a controller before a STRICT workload, which checks nothing': [
        ...strict,
        'nginx-outside',
        'ingress',
      ],
    },
  ),
  ...casesOf(
    'IP0216',
    {
      'a container that only fetches certificates': [
        ...cart,
        'nginx-certificates-only',
        'ingress',
      ],
    },
    { 'a container that is the proxy': routed },
  ),
];
