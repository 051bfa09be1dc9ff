import { casesOf, FindingCase } from './findingCase';

const cart = ['backend-sidecar', 'service-http'];
const gateway = [...cart, 'gateway'];
const apiGateway = [...cart, 'gateway-of-istio', 'gateway-of-istio-workload'];
const served = [...gateway, 'server-http', 'gateway-route'];

/** IP07: routes, gateways and chains. */
export const routeCases: readonly FindingCase[] = [
  ...casesOf(
    'IP0701',
    { 'an edge that speaks HTTP to a gateway': { demo: 'chained-nginx' } },
    { 'an edge that speaks HTTPS to it': { demo: 'chained-nginx-tls' } },
  ),
  ...casesOf(
    'IP0702',
    {
      'an edge before a gateway that redirects to https': [
        ...gateway,
        'server-redirect-and-https',
        'gateway-route',
        'nginx-outside',
        'ingress-to-gateway',
      ],
    },
    {
      'an edge before a gateway that does not': [
        ...served,
        'nginx-outside',
        'ingress-to-gateway',
      ],
    },
  ),
  ...casesOf(
    'IP0703',
    {
      'a VirtualService of a Gateway that is not there': [
        ...gateway,
        'gateway-route',
      ],
      'an HTTPRoute of one': [...cart, 'http-route-of-nobody'],
      'an HTTPRoute of a ListenerSet that is not there': [
        ...cart,
        'http-route-of-no-set',
      ],
    },
    { 'a VirtualService of one that is': served },
  ),
  ...casesOf(
    'IP0704',
    {
      'hosts that do not meet': [
        ...gateway,
        'server-http',
        'route-of-other-host',
      ],
    },
    {
      'a host under a wildcard': [
        ...gateway,
        'server-wildcard',
        'route-of-other-host',
      ],
    },
  ),
  ...casesOf(
    'IP0705',
    {
      'a Gateway without pods': [...cart, 'server-http', 'gateway-route'],
    },
    { 'a Gateway with pods': served },
  ),
  ...casesOf(
    'IP0706',
    {
      'a port that the Service of the gateway does not have': [
        ...gateway,
        'server-http-8888',
        'gateway-route',
      ],
    },
    { 'a port that it has': served },
  ),
  ...casesOf(
    'IP0707',
    {
      'a destination without port': [
        'backend-sidecar',
        'service-two-ports',
        'route-without-port',
      ],
      'a port that the Service does not have': [...cart, 'route-to-port-81'],
    },
    {
      'a destination without port, of a Service with one': [
        ...cart,
        'route-without-port',
      ],
    },
  ),
  ...casesOf(
    'IP0708',
    {
      'an Ingress that leads from ingress-nginx to itself': [
        ...cart,
        'nginx-outside',
        'nginx-service',
        'ingress',
        'ingress-to-itself',
      ],
    },
    {
      'one that leads there under a Host that another Ingress serves': [
        ...cart,
        'nginx-outside',
        'nginx-service',
        'ingress',
        'ingress-to-itself-as-cart',
      ],
      'a load balancer of a cloud before ingress-nginx': [
        ...cart,
        'nginx-outside',
        'nginx-service',
        'ingress',
        'gke-before-nginx',
      ],
    },
  ),
  ...casesOf(
    'IP0709',
    {
      'two Gateways for one host': [...served, 'server-http-again'],
    },
    { 'two Gateways for two hosts': [...served, 'server-http-of-others'] },
  ),
  ...casesOf(
    'IP0710',
    {
      'two VirtualServices of the mesh': [
        ...cart,
        'mesh-route',
        'mesh-route-again',
      ],
    },
    {
      'one of the mesh and one of a gateway': [
        ...cart,
        'mesh-route',
        'gateway-route',
      ],
    },
  ),
  ...casesOf(
    'IP0711',
    { 'another name with a port named tcp': [...cart, 'alias-tcp'] },
    { 'another name with a port named http': [...cart, 'alias-http'] },
  ),
  ...casesOf(
    'IP0712',
    {
      'a gateway pod whose image nobody filled in': [
        ...cart,
        'gateway-not-injected',
        'server-http',
        'gateway-route',
      ],
    },
    { 'a gateway pod that was injected': served },
  ),
  ...casesOf(
    'IP0713',
    {
      'a destination with a dot that is no full name': [
        ...cart,
        'route-to-half-a-name',
      ],
    },
    { 'a short name in the same namespace': [...cart, 'mesh-route'] },
  ),
  ...casesOf(
    'IP0714',
    {
      'a route whose backend its controller may not use': [
        ...cart,
        'http-route-refused',
      ],
      'an HTTPProxy that Contour finds invalid': [...cart, 'proxy-invalid'],
      'a VirtualServer whose host is taken': [
        ...cart,
        'virtual-server-rejected',
      ],
      'a Route that one of two routers does not admit': [
        ...cart,
        'route-not-admitted',
      ],
      'a RouteTable that one of two installations of Gloo rejects': [
        ...cart,
        'table-rejected',
      ],
    },
    {
      'a route that its controller took': [...cart, 'http-route-accepted'],
      'an HTTPProxy that Contour finds valid': [...cart, 'proxy-valid'],
      'a VirtualServer that there is a warning about': [
        ...cart,
        'virtual-server-warned',
      ],
    },
  ),
  ...casesOf(
    'IP0715',
    {
      'an edge that names no server in its TLS': [
        ...gateway,
        'server-https-simple',
        'gateway-route',
        'nginx-outside',
        'ingress-to-gateway-https',
      ],
      'an edge without a certificate before a gateway that asks for one': [
        ...gateway,
        'server-https-mutual',
        'gateway-route',
        'nginx-outside',
        'ingress-to-gateway-https',
      ],
    },
    {
      'an edge before a gateway that asks for none': [
        ...gateway,
        'server-https-simple',
        'gateway-route',
        'nginx-outside',
        'ingress-to-gateway-https-named',
      ],
    },
  ),
  ...casesOf(
    'IP0716',
    {
      'a VirtualService of what Istio makes of a Gateway': [
        ...gateway,
        'route-of-internal-gateway',
      ],
    },
    { 'a VirtualService of a Gateway of its own': served },
  ),
  ...casesOf(
    'IP0717',
    {
      'an Ingress with the number of the target port': [
        ...cart,
        'ingress-class-of-contour',
        'ingress-to-target-port',
      ],
      'an HTTPRoute with a number of its own': [
        ...cart,
        'http-route-to-no-port',
      ],
    },
    {
      'an Ingress with a port that is there': [
        ...cart,
        'nginx-outside',
        'ingress',
      ],
      'one of a controller that takes the number of the target port': [
        ...cart,
        'nginx-outside',
        'ingress-to-target-port',
      ],
    },
  ),
  ...casesOf(
    'IP0718',
    {
      'a canary of an Ingress that is not there': [
        ...cart,
        'nginx-outside',
        'ingress-canary',
      ],
      'a canary with the Service of the Ingress whose canary it is': [
        ...cart,
        'nginx-outside',
        'ingress',
        'ingress-canary',
      ],
      'a route to a ListenerSet that the Gateway does not let in': [
        ...cart,
        'listener-set-shut-out',
        'http-route-to-listener-set',
      ],
    },
    {
      'a canary beside the Ingress whose canary it is': [
        ...cart,
        'nginx-outside',
        'ingress',
        'ingress-canary-next',
      ],
      'a route to a ListenerSet that the Gateway lets in': [
        ...cart,
        'listener-set-let-in',
        'http-route-to-listener-set',
      ],
    },
  ),
  ...casesOf(
    'IP0719',
    {
      'an HTTPRoute of another namespace': [
        ...apiGateway,
        'http-route-of-edge',
      ],
      'one beside a grant for another Service': [
        ...apiGateway,
        'http-route-of-edge',
        'grant-http-to-others',
      ],
      'a TCPRoute beside a grant for HTTPRoutes': [
        ...apiGateway,
        'tcp-route-of-edge',
        'grant-http',
      ],
      'an HTTPRoute that copies requests': [
        ...apiGateway,
        'http-route-of-edge-mirror',
      ],
    },
    {
      'an HTTPRoute that a grant lets': [
        ...apiGateway,
        'http-route-of-edge',
        'grant-http',
      ],
      'one of the same namespace': [...apiGateway, 'http-route-of-shop'],
      'one inside the mesh': [...cart, 'http-route-of-mesh'],
      'one where grants could not be read': {
        pieces: [...apiGateway, 'http-route-of-edge'],
        forbidden: {
          group: 'gateway.networking.k8s.io',
          kind: 'ReferenceGrant',
        },
      },
    },
  ),
  ...casesOf(
    'IP0720',
    {
      'a Gateway for which nothing runs': [
        ...cart,
        'gateway-of-istio',
        'http-route-of-shop',
      ],
      'one with an address, where the control plane is seen': [
        ...cart,
        'gateway-of-istio-served-somewhere',
        'istiod',
        'http-route-of-shop',
      ],
      "an Ingress of Istio's class": [...cart, 'ingress-of-istio'],
    },
    {
      'a Gateway with pods': [...apiGateway, 'http-route-of-shop'],
      'one with an address, whose pods may be elsewhere': [
        ...cart,
        'gateway-of-istio-served-somewhere',
        'http-route-of-shop',
      ],
      "an Ingress of Istio's class, with its gateway": [
        ...gateway,
        'ingress-of-istio',
      ],
      'an Ingress of somebody else': [...cart, 'ingress'],
    },
  ),
  ...casesOf(
    'IP0721',
    {
      'a listener whose certificate is reported missing': [
        ...cart,
        'gateway-without-certificate',
        'http-route-of-shop',
      ],
      'one whose certificate it may not name': [
        ...cart,
        'gateway-without-grant',
        'http-route-of-shop',
      ],
      'one of HTTPS without TLS': [
        ...cart,
        'gateway-without-tls',
        'http-route-of-shop',
      ],
      'one of another vendor whose certificate is reported missing': [
        ...cart,
        'gateway-of-envoy-without-certificate',
        'http-route-of-shop',
      ],
    },
    {
      'a listener that all is well with': [
        ...cart,
        'gateway-with-certificate',
        'http-route-of-shop',
      ],
      'a broken one that the route is not for': [
        ...cart,
        'gateway-without-certificate',
        'http-route-of-nobody',
      ],
    },
  ),
];
