import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import { goTrue } from '../edges/goBool';
import type { ServedRule } from '../dial/ingressDial';
import { ingressesAt } from '../routes/ingressesByLocation';
import { ingressesByBackend } from '../routes/ingressesByBackend';
import { placesOf } from '../dial/places';
import { servicePort } from '../dial/servicePort';
import { resolveSetting } from '../dial/setting';
import { classOf } from '../routes/upstreamOwner';

/**
 * What HAProxy Ingress makes of Ingresses that share a host and path, or a backend
 * (jcmoraisjr/haproxy-ingress pkg/converters/ingress/ingress.go).
 */
export function haproxyIngressPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  if (isLeftOut(state, served)) return { drops: true };
  return { said: ofBackend(state, served), ...classDoubt(state, served) };
}

/** A redirect sends nothing on; connections have no path; a location is the first Ingress' alone. */
function isLeftOut(
  state: ClusterState,
  { ingress, rule }: ServedRule,
): boolean {
  if (saidOn(ingress, 'redirect-to')) return true;
  const hasPath = rule.path !== null && rule.path !== '/';
  if (saidOn(ingress, 'tcp-service-port') && hasPath) return true;
  return ingressesAt(state, rule).some(
    one =>
      one !== ingress &&
      classOf(one) === classOf(ingress) &&
      firstOf(one, ingress) < 0,
  );
}

/** A backend is one for all Ingresses that lead to it: what the first of them says counts for all. */
function ofBackend(
  state: ClusterState,
  { ingress, service, port, instance, server }: ServedRule,
): NonNullable<PolicyEffect['said']> {
  if (carriesConnections(ingress)) return {};
  const { namespace, name } = service.meta;
  const { host, backend, portByTarget } = server.vendor;
  const sharing = state
    .lookup(ingressesByBackend, `${namespace}/${name}`)
    .filter(
      one =>
        classOf(one) === classOf(ingress) &&
        !carriesConnections(one) &&
        one.rules.some(
          rule =>
            rule.backend.service === name &&
            servicePort(service, rule.backend.port, portByTarget) === port,
        ),
    );
  if (sharing.length < 2) return {};
  const places = [...sharing].sort(firstOf).map(route => ({
    ...placesOf(state, route, instance),
    service,
    port,
  }));
  const [sent] = places
    .map(one => resolveSetting(host, one))
    .filter(({ by }) => by !== undefined);
  const [spoken] = places
    .map(one => resolveSetting(backend, one))
    .filter(({ by }) => by !== undefined);
  return { ...(sent && { host: sent }), ...(spoken && { backend: spoken }) };
}

/** A class can name a ConfigMap of its own, whose keys stand between annotations and the global one. */
function classDoubt(state: ClusterState, { server }: ServedRule): PolicyEffect {
  const ingressClass = state.get(ingressClasses, '', server.className);
  const parameters = ingressClass?.parameters;
  if (!ingressClass || parameters?.kind !== 'ConfigMap') return {};
  return {
    caveats: [
      `${objectName(ingressClass)} takes settings from ConfigMap ${
        parameters.name
      }, which is not read.`,
    ],
  };
}

function carriesConnections(ingress: Ingress): boolean {
  return (
    goTrue.has(saidOn(ingress, 'ssl-passthrough') ?? '') ||
    saidOn(ingress, 'tcp-service-port') !== undefined
  );
}

function saidOn({ meta }: Ingress, key: string): string | undefined {
  const own = meta.annotations[`haproxy-ingress.github.io/${key}`];
  return own || meta.annotations[`ingress.kubernetes.io/${key}`] || undefined;
}

/** The oldest first, of equals the first of the alphabet (sortIngress). */
function firstOf({ meta: a }: Ingress, { meta: b }: Ingress): number {
  const names = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return a.created - b.created || (names[0] < names[1] ? -1 : 1);
}
