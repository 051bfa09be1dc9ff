import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { ingressesAt } from '../routes/ingressesByLocation';
import { olderIngress } from '../routes/olderIngress';
import { isFlagSet } from '../edges/flagOf';
import { placesOf } from '../dial/places';
import { resolveSetting } from '../dial/setting';
import { classOf, upstreamOwner } from '../routes/upstreamOwner';
import {
  aliasesOf,
  isCanary,
  isPatternOfHosts,
  ofServer,
  prefix,
} from './ingressNginxServers';
import { passedThrough, spokenTo } from './ingressNginxTls';

// Beside rules it is for their hosts alone, without rules for all.
const defaultBackend = 'spec.defaultBackend';

/**
 * What ingress-nginx makes of redirects, of canaries, and of Ingresses for one host and path: each
 * location of a server is one Ingress's (controller.go, getBackendServers).
 */
export function ingressNginxPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, service, instance } = served;
  const isOff = instance?.pods.some(pod =>
    isFlagSet(pod, '--disable-svc-external-name'),
  );
  if (service.type === 'ExternalName' && isOff) {
    return {
      drops: `${objectName(
        service,
      )} is of type ExternalName, and --disable-svc-external-name is set`,
    };
  }
  if (redirects(ingress) || isCovered(state, served)) return { drops: true };
  const [main] = [...rivals(state, served)].sort(olderIngress);
  const doubts = [
    ...configMapDoubts(state, served),
    ...patternDoubts(state, served),
  ];
  if (isCanary(ingress)) {
    return main
      ? { ...asMain(state, served, main), caveats: doubts }
      : {
          drops:
            'it is a canary, and no other Ingress of its class has the host and path',
        };
  }
  if (main && olderIngress(main, ingress) < 0) {
    return { drops: `${objectName(main)} is older and has the host and path` };
  }
  const through = passedThrough(state, served);
  const effect = through ?? portEffect(state, served);
  return {
    ...effect,
    said: {
      ...(!through && { backend: spokenTo(state, served) }),
      ...effect.said,
    },
    caveats: [...(effect.caveats ?? []), ...doubts],
  };
}

/** Names that clients reach the server of a rule by, beside its host. */
export function ingressNginxAliases(
  state: ClusterState,
  served: ServedRule,
): readonly string[] {
  return aliasesOf(state, served).filter(name => !isPatternOfHosts(name));
}

function patternDoubts(
  state: ClusterState,
  served: ServedRule,
): readonly string[] {
  const { ingress, rule } = served;
  return aliasesOf(state, served)
    .filter(isPatternOfHosts)
    .map(
      name =>
        `${objectName(
          ingress,
        )}, or one beside it, serves the hosts that ${name} matches, too, as other names of ${
          rule.host
        }: they are not worked out.`,
    );
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
    const all = ofServer(state, host, ingress);
    return (
      all[0] !== ingress ||
      all.some(({ rules }) =>
        rules.some(one => one.host === host && one.path === '/'),
      )
    );
  });
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
