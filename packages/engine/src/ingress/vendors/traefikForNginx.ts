import type { Ingress } from '../../state/kinds/ingress';
import { goTrue } from '../edges/goBool';
import { traefikStaticDoubts } from '../policies/traefikStatic';
import type {
  BackendProtocol,
  Switch,
  VendorDescription,
} from '../vendorDescription';
import { ingressNginx } from './ingressNginx';
import { traefik } from './traefik';

const source = 'traefik/traefik pkg/provider/kubernetes/ingress-nginx/build.go';

const provider = '--providers.kubernetesingressnginx';

/** It asks for no flag, as ingress-nginx does. */
const passthrough: Switch<BackendProtocol> = {
  on: 'route-annotation',
  key: 'nginx.ingress.kubernetes.io/ssl-passthrough',
  effect: value =>
    goTrue.has(value) ? { protocol: 'http', tls: 'client' } : undefined,
  source,
};

function passes({ meta }: Ingress): boolean {
  return goTrue.has(meta.annotations[passthrough.key] ?? '');
}

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
    // It has no ConfigMap of ingress-nginx to read.
    switches: ingressNginx.addressing.switches
      .filter(one => one.on === 'route-annotation')
      .map(one => ({ ...one, source })),
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
  backend: {
    ...ingressNginx.backend,
    source,
    switches: [
      passthrough,
      ...ingressNginx.backend.switches.filter(
        one => one.key !== passthrough.key,
      ),
    ],
  },
  ingressPolicies: (state, { ingress, rule, instance }) =>
    // Of a host that it passes TLS through for, it serves the root alone.
    passes(ingress) && (rule.host === null || rule.path !== '/')
      ? { drops: true }
      : { caveats: traefikStaticDoubts(state, instance) },
  ...(ingressNginx.doubts && { doubts: ingressNginx.doubts }),
};
