import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../gatewayApiDial';
import { goTrue } from '../goBool';
import type { ServedRule } from '../ingressDial';
import { ingressesAt } from '../ingressesByLocation';
import { olderIngress } from '../olderIngress';
import { placesOf } from '../places';
import { resolveSetting } from '../setting';

// Beside rules it is for their hosts alone, without rules for all.
const defaultBackend = 'spec.defaultBackend';

const prefix = 'nginx.ingress.kubernetes.io';

/**
 * What ingress-nginx makes of redirects, of canaries, and of Ingresses for one host and path: each
 * location of a server is one Ingress's (controller.go, getBackendServers).
 */
export function ingressNginxPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress } = served;
  if (redirects(ingress) || isCovered(served)) return { drops: true };
  const [main] = [...rivals(state, served)].sort(olderIngress);
  if (isCanary(ingress)) {
    return main ? asMain(state, served, main) : { drops: true };
  }
  if (main && olderIngress(main, ingress) < 0) return { drops: true };
  return portDoubt(served);
}

/** A default backend gets what the rules beside it leave: nothing, where each host has a rule for all. */
function isCovered({ ingress: { rules }, rule }: ServedRule): boolean {
  const others = rules.filter(({ field }) => field !== defaultBackend);
  if (rule.field !== defaultBackend || others.length === 0) return false;
  return others.every(({ host }) =>
    others.some(one => one.host === host && one.path === '/'),
  );
}

/** Other Ingresses that claim a location, and are no canaries. */
function rivals(
  state: ClusterState,
  { ingress, rule }: ServedRule,
): readonly Ingress[] {
  return ingressesAt(state, rule).filter(
    one =>
      one !== ingress &&
      !isCanary(one) &&
      classOf(one) === classOf(ingress) &&
      (rule.field !== defaultBackend || one.rules.length === 1),
  );
}

/** Requests go to a canary as they would to the Ingress whose canary it is. */
function asMain(
  state: ClusterState,
  { server: { vendor }, instance, service, port }: ServedRule,
  main: Ingress,
): PolicyEffect {
  const places = { ...placesOf(state, main, instance), service, port };
  return {
    said: {
      host: resolveSetting(vendor.host, places),
      backend: resolveSetting(vendor.backend, places),
    },
  };
}

/** With Service routing the number that stands in the Ingress is dialled, whatever it is the number of. */
function portDoubt({
  ingress,
  rule: { backend },
  service,
  port,
}: ServedRule): PolicyEffect {
  const asked = ingress.meta.annotations[`${prefix}/service-upstream`];
  const misses = typeof backend.port === 'number' && backend.port !== port.port;
  if (!misses || asked === undefined || !goTrue.has(asked)) return {};
  return {
    unknown: true,
    caveats: [
      `ingress-nginx dials the address of ${objectName(service)} at port ${
        backend.port
      }, which is its pods' and not the Service's own ${
        port.port
      }: nothing may listen there.`,
    ],
  };
}

function redirects({ meta: { annotations } }: Ingress): boolean {
  return ['temporal-redirect', 'permanent-redirect'].some(name =>
    annotations[`${prefix}/${name}`]?.startsWith('http'),
  );
}

function isCanary({ meta }: Ingress): boolean {
  return goTrue.has(meta.annotations[`${prefix}/canary`] ?? '');
}

function classOf({ meta, className }: Ingress): string | undefined {
  return className ?? meta.annotations['kubernetes.io/ingress.class'];
}
