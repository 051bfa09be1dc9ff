import type { Instance } from '../edges/instances';
import { openshiftIngressRules } from '../policies/openshiftRouter';
import type { BackendProtocol, VendorDescription } from '../vendorDescription';

const template =
  'openshift/router images/router/haproxy/conf/haproxy-config.template';

// What ends TLS, or has none, speaks to its backend as the port asks.
const terminations: Readonly<Record<string, BackendProtocol | undefined>> = {
  reencrypt: { protocol: 'http', tls: 'edge' },
  passthrough: { protocol: 'http', tls: 'client' },
};

/** How the router speaks to the backend of a Route whose termination settles that by itself. */
export function byTermination(value: string): BackendProtocol | undefined {
  return terminations[value.toLowerCase()];
}

/** Of an Ingress what is none of its words has a Route of termination edge (ingress.go, terminationPolicyForIngress). */
function byAnnotation(value: string): BackendProtocol | undefined {
  return terminations[value];
}

const shard =
  'ingresscontroller.operator.openshift.io/deployment-ingresscontroller';
const h2c: ReadonlySet<string> = new Set(['h2c', 'kubernetes.io/h2c']);

/** The name of an installation, as Routes have it in their status. */
export function routerName({ pods }: Instance): string | undefined {
  return pods[0].meta.labels[shard];
}

/** It dials pods, and nothing but an idled Service makes it dial a Service. */
export const openshiftRouter: VendorDescription = {
  id: 'openshift-router',
  title: 'OpenShift router',
  placement: 'in-cluster',
  statusWhenRefused: 503,
  classControllers: ['openshift.io/ingress-to-route'],
  classNames: ['openshift-default'],
  annotationPrefixes: ['haproxy.router.openshift.io/', 'route.openshift.io/'],
  pods: {
    labels: [{ [shard]: '*' }],
    // Red Hat ships the router in a repository that all of OpenShift shares.
    images: ['openshift/origin-haproxy-router'],
    eachByLabel: shard,
    // OpenShift makes Routes of Ingresses that name no class, whatever other classes there are
    // (openshift/route-controller-manager pkg/route/ingress/ingress.go, ingressManaged).
    classless: 'always',
    // The Routes of a shard: openshift/cluster-ingress-operator desiredRouterDeployment.
    watches: [
      { variable: 'NAMESPACE_LABELS', by: 'labels' },
      { variable: 'ROUTE_LABELS', by: 'labels of the object' },
    ],
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
        effect: byAnnotation,
        source:
          'openshift/openshift-docs modules/nw-ingress-creating-a-route-via-an-ingress.adoc',
      },
      {
        on: 'app-protocol',
        key: 'appProtocol',
        effect: value =>
          h2c.has(value) ? { protocol: 'http2', tls: 'none' } : undefined,
        source: `${template} (proto h2)`,
      },
    ],
  },
  clientTls: ['route.openshift.io/termination'],
  ingressPolicies: openshiftIngressRules,
};
