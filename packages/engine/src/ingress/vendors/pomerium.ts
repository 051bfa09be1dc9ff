import { carriedProtocol } from '../dial/carriedProtocol';
import { pomeriumIngress } from '../policies/pomerium';
import type { Service } from '../../state/kinds/service';
import type { HostSent, VendorDescription } from '../vendorDescription';

const prefix = 'ingress.pomerium.io';
const routes = 'pomerium/ingress-controller pomerium/ingress_to_route.go';
const envoy =
  'pomerium/pomerium config/envoyconfig/routes.go (setHostRewriteOptions)';

const ownName = ({ meta }: Service) => `${meta.name}.${meta.namespace}.svc`;

// Envoy's auto_host_rewrite puts the name of the endpoint, which is the URL's own, in place.
const ownHost: HostSent = { of: 'address', serviceAs: ownName };

export const pomerium: VendorDescription = {
  id: 'pomerium',
  title: 'Pomerium',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['pomerium.io/ingress-controller'],
  classNames: ['pomerium'],
  annotationPrefixes: [`${prefix}/`],
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'pomerium' }],
    images: ['pomerium/ingress-controller'],
    classFlags: {
      controller: {
        flag: '--name',
        default: 'pomerium.io/ingress-controller',
      },
      name: { default: 'pomerium' },
    },
    watches: [{ flag: '--namespaces', by: 'names' }],
  },
  serverName: {
    default: {
      of: 'service',
      name: service => service.externalName ?? ownName(service),
    },
    source: `${routes} (getPathServiceHosts)`,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/tls_server_name`,
        effect: value => value || undefined,
        source: 'pomerium/ingress-controller pomerium/ingress_annotations.go',
      },
    ],
  },
  addressing: {
    default: 'pod-ip',
    source: routes,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/service_proxy_upstream`,
        effect: value =>
          value.toLowerCase() === 'true' ? 'service-vip' : undefined,
        source: 'pomerium.com/docs/deploy/k8s/ingress (service_proxy_upstream)',
      },
    ],
  },
  host: {
    default: ownHost,
    source: envoy,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/host_rewrite`,
        effect: value => (value === '' ? undefined : value),
        source: envoy,
      },
      {
        on: 'route-annotation',
        key: `${prefix}/preserve_host_header`,
        effect: value => (value.toLowerCase() === 'true' ? null : undefined),
        source: envoy,
      },
    ],
  },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: routes,
    switches: [
      {
        on: 'route-annotation',
        key: `${prefix}/tcp_upstream`,
        effect: (value, { service, port }) =>
          value.toLowerCase() === 'true' && service && port
            ? carriedProtocol(service, port)
            : undefined,
        source: `${routes} (getUpstreamScheme)`,
      },
      {
        on: 'route-annotation',
        key: `${prefix}/secure_upstream`,
        effect: value =>
          value.toLowerCase() === 'true'
            ? { protocol: 'http', tls: 'edge' }
            : undefined,
        source: `${routes} (getUpstreamScheme)`,
      },
    ],
  },
  externalName: 'port',
  doubts: ['host_rewrite_header', 'host_path_regex_rewrite_pattern'].map(
    name => ({
      annotation: `${prefix}/${name}`,
      text: 'makes the Host from the request: what it comes to is not known here',
      hidesHost: true,
    }),
  ),
  ingressPolicies: pomeriumIngress,
  gatewayApi: {
    controllers: ['pomerium.io/gateway-controller'],
    classNames: ['pomerium-gateway'],
    routes: ['HTTPRoute'],
    // Routes of the Gateway API go to the Service's name (pomerium/gateway/backendrefs.go).
    addressing: {
      default: 'service-vip',
      source: 'pomerium/ingress-controller pomerium/gateway/backendrefs.go',
      switches: [],
    },
    host: {
      default: null,
      source: 'pomerium/ingress-controller pomerium/gateway/translate.go',
      switches: [],
    },
    backendTlsPolicy: false,
    source: 'pomerium/ingress-controller pomerium/gateway/translate.go',
  },
};
