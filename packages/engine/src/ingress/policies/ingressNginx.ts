import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../gatewayApiDial';
import { goTrue } from '../goBool';
import type { ServedRule } from '../ingressDial';
import { ingressesAt, ingressesFor } from '../ingressesByLocation';
import { olderIngress } from '../olderIngress';
import { placesOf } from '../places';
import { resolveSetting, SettingPlaces } from '../setting';
import { classOf, upstreamOwner } from '../upstreamOwner';

// Beside rules it is for their hosts alone, without rules for all.
const defaultBackend = 'spec.defaultBackend';

const prefix = 'nginx.ingress.kubernetes.io';
const passthrough = `${prefix}/ssl-passthrough`;

/**
 * What ingress-nginx makes of redirects, of canaries, and of Ingresses for one host and path: each
 * location of a server is one Ingress's (controller.go, getBackendServers).
 */
export function ingressNginxPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress } = served;
  if (redirects(ingress) || isCovered(state, served)) return { drops: true };
  const [main] = [...rivals(state, served)].sort(olderIngress);
  const doubts = configMapDoubts(state, served);
  if (isCanary(ingress)) {
    return main
      ? { ...asMain(state, served, main), caveats: doubts }
      : { drops: true };
  }
  if (main && olderIngress(main, ingress) < 0) return { drops: true };
  const effect = throughServer(state, served) ?? portEffect(state, served);
  return { ...effect, caveats: [...(effect.caveats ?? []), ...doubts] };
}

// Keys with configuration of its own, and with the name of headers that stand elsewhere.
const ofItsOwn = ['http-snippet', 'server-snippet', 'location-snippet'];
const headers = 'proxy-set-headers';

/** What the ConfigMap adds to every location: it can set a Host, too. */
function configMapDoubts(
  state: ClusterState,
  { ingress, instance }: ServedRule,
): readonly string[] {
  const { configMap } = placesOf(state, ingress, instance);
  if (!configMap) return [];
  return [...ofItsOwn, headers]
    .filter(key => configMap.data[key])
    .map(key =>
      key === headers
        ? `${objectName(configMap)} adds the headers of ConfigMap ${
            configMap.data[key]
          } to requests, which is not read: one of them may be a Host.`
        : `${objectName(
            configMap,
          )} has a ${key}, nginx configuration of its own that is not analysed.`,
    );
}

/**
 * A default backend gets what is left of the hosts beside it: nothing, where each has a rule for all,
 * or is the host of an older Ingress (controller.go, createServers).
 */
function isCovered(
  state: ClusterState,
  { ingress, rule }: ServedRule,
): boolean {
  const others = ingress.rules.filter(({ field }) => field !== defaultBackend);
  if (rule.field !== defaultBackend || others.length === 0) return false;
  return others.every(({ host }) => {
    const all = sharing(ingressesFor(state, host), ingress);
    return (
      [...all].sort(olderIngress)[0] !== ingress ||
      all.some(({ rules }) =>
        rules.some(one => one.host === host && one.path === '/'),
      )
    );
  });
}

/** Of some Ingresses, those that make servers in the same installation as one. */
function sharing(
  all: readonly Ingress[],
  ingress: Ingress,
): readonly Ingress[] {
  return all.filter(
    one =>
      one === ingress || (!isCanary(one) && classOf(one) === classOf(ingress)),
  );
}

/**
 * TLS passthrough is a server's: of its oldest Ingress, to its root location's Service, by the address
 * of that (internal/ingress/controller/nginx.go, PassthroughBackends). Other paths are for plain HTTP.
 */
function throughServer(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect | undefined {
  const { ingress, rule, service, port, instance, server } = served;
  const { backend } = server.vendor;
  const all = sharing(ingressesFor(state, rule.host), ingress);
  const [owner] = [...all].sort(olderIngress);
  const places = (route: Ingress): SettingPlaces => ({
    ...placesOf(state, route, instance),
    service,
    port,
  });
  const plain = {
    ...backend,
    switches: backend.switches.filter(one => one.key !== passthrough),
  };
  const asked = resolveSetting(backend, places(owner ?? ingress));
  const passes =
    rule.host !== null &&
    (rule.path === null || rule.path === '/') &&
    asked.effect.tls === 'client';
  if (!passes) {
    const own = resolveSetting(backend, places(ingress));
    if (own.effect.tls !== 'client') return undefined;
    return { said: { backend: resolveSetting(plain, places(ingress)) } };
  }
  return {
    said: { backend: asked, addressing: { ...asked, effect: 'service-vip' } },
    ...(service.clusterIps.length === 0 && {
      unknown: true,
      caveats: [
        `ingress-nginx passes TLS on to the address of ${objectName(
          service,
        )}, which has none: clients may not get through.`,
      ],
    }),
  };
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

/**
 * With Service routing the number that stands in the Ingress is dialled, whatever it is the number of;
 * a name has to be one of the Service's own, else its pods are dialled (getServiceClusterEndpoint).
 */
function portEffect(state: ClusterState, served: ServedRule): PolicyEffect {
  const { rule, service, port, instance, server } = served;
  const asked = resolveSetting(server.vendor.addressing, {
    ...placesOf(state, upstreamOwner(state, served), instance),
    service,
    port,
  });
  const written = rule.backend.port;
  const own = typeof written === 'number' ? port.port : port.name;
  if (written === undefined || written === own) return {};
  if (asked.effect !== 'service-vip') return {};
  if (typeof written === 'string') {
    return { said: { addressing: { ...asked, effect: 'pod-ip' } } };
  }
  return {
    unknown: true,
    caveats: [
      `ingress-nginx dials the address of ${objectName(
        service,
      )} at port ${written}, which is its pods' and not the Service's own ${
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
