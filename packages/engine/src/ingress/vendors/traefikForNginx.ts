import {
  isNginxTrue,
  traefikForNginxPolicies,
} from '../policies/traefikForNginx';
import type {
  BackendProtocol,
  Switch,
  VendorDescription,
} from '../vendorDescription';
import { ingressNginx } from './ingressNginx';
import { traefik } from './traefik';

const source = 'traefik/traefik pkg/provider/kubernetes/ingress-nginx/build.go';

const provider = '--providers.kubernetesingressnginx';

const annotation = (name: string) => `nginx.ingress.kubernetes.io/${name}`;

/** Of what it does not know it makes HTTP (annotations.go, parseBackendProtocol). */
const protocols: Readonly<Record<string, BackendProtocol | undefined>> = {
  HTTPS: { protocol: 'http', tls: 'edge' },
  GRPCS: { protocol: 'http2', tls: 'edge' },
  GRPC: { protocol: 'http2', tls: 'none' },
};

/** The server that its TLS asks for, as it is written: it dials addresses (build.go, buildServersTransport). */
const serverNames = ['proxy-ssl-name', 'proxy-ssl-server-name'].map(
  (name): Switch<string> => ({
    on: 'route-annotation',
    key: annotation(name),
    effect: value => value || undefined,
    source,
  }),
);

/**
 * Traefik's provider for Ingresses of ingress-nginx: it claims their class and honours their
 * annotations, from v3.5 on. Its own annotations and nativeLBByDefault say nothing there.
 */
export const traefikForNginx: VendorDescription = {
  id: traefik.id,
  title: traefik.title,
  placement: traefik.placement,
  statusWhenRefused: traefik.statusWhenRefused,
  classControllers: ingressNginx.classControllers,
  classNames: [],
  classPrecedence: 'field',
  annotationPrefixes: ingressNginx.annotationPrefixes,
  pods: {
    labels: traefik.pods?.labels ?? [],
    images: traefik.pods?.images ?? [],
    needsFlag: provider,
    classless: { flag: `${provider}.watchingresswithoutclass` },
    byNameFlag: `${provider}.ingressclassbyname`,
    watches: [
      { flag: `${provider}.watchnamespace`, by: 'names' },
      { flag: `${provider}.watchnamespaceselector`, by: 'labels' },
    ],
    classFlags: {
      controller: {
        flag: `${provider}.controllerclass`,
        default: 'k8s.io/ingress-nginx',
      },
      name: { flag: `${provider}.ingressclass`, default: 'nginx' },
    },
  },
  addressing: {
    default: 'pod-ip',
    source,
    switches: [
      {
        on: 'route-annotation',
        key: annotation('service-upstream'),
        effect: value => (isNginxTrue(value) ? 'service-vip' : 'pod-ip'),
        source,
      },
    ],
  },
  // It takes the name as it is written, variables of nginx or not.
  host: {
    ...ingressNginx.host,
    source,
    switches: ingressNginx.host.switches.map(one => ({
      ...one,
      effect: value => value || undefined,
      source,
    })),
  },
  serverName: { default: '', source, switches: serverNames },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source,
    switches: [
      {
        on: 'route-annotation',
        key: annotation('ssl-passthrough'),
        // It asks for no flag, as ingress-nginx does.
        effect: value =>
          isNginxTrue(value) ? { protocol: 'http', tls: 'client' } : undefined,
        source,
      },
      {
        on: 'route-annotation',
        key: annotation('backend-protocol'),
        effect: value => protocols[value.toUpperCase()],
        source,
      },
    ],
  },
  ingressPolicies: traefikForNginxPolicies,
  doubts: [
    ...(ingressNginx.doubts ?? []).filter(
      one => one.annotation !== annotation('upstream-vhost'),
    ),
    {
      annotation: annotation('upstream-vhost'),
      when: value => value.includes('$'),
      text: 'makes the Host from variables of nginx, which some versions of Traefik put in and others leave as they are',
      hidesHost: true,
    },
  ],
};
