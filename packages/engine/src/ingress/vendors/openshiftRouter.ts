import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const template =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

const terminations: Readonly<Record<string, BackendProtocol | undefined>> = {
  edge: { protocol: 'http', tls: 'none' },
  reencrypt: { protocol: 'http', tls: 'edge' },
  passthrough: { protocol: 'http', tls: 'client' },
};

/** How the router speaks to the backend of a Route with a kind of TLS termination. */
export function byTermination(value: string): BackendProtocol | undefined {
  return terminations[value.toLowerCase()];
}

/** It dials pods, and nothing makes it dial a Service. */
export const openshiftRouter: VendorDescription = {
  id: 'openshift-router',
  title: 'OpenShift router',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['openshift.io/ingress-to-route'],
  classNames: ['openshift-default'],
  annotationPrefixes: ['haproxy.router.openshift.io/', 'route.openshift.io/'],
  pods: {
    labels: [
      {
        'ingresscontroller.operator.openshift.io/deployment-ingresscontroller':
          '*',
      },
      { app: 'router' },
    ],
    // Red Hat ships the router in a repository that all of OpenShift shares.
    images: ['openshift/origin-haproxy-router'],
  },
  serverName: {
    default: '',
    source:
      'openshift/router images/router/haproxy/conf/haproxy-config.template',
    switches: [],
  },
  addressing: { default: 'pod-ip', source: template, switches: [] },
  host: { default: null, source: template, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: template,
    switches: [
      {
        on: 'route-annotation',
        key: 'route.openshift.io/termination',
        effect: byTermination,
        source:
          'openshift/openshift-docs modules/nw-ingress-creating-a-route-via-an-ingress.adoc',
      },
    ],
  },
};
