import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress } from '../../state/kinds/ingress';
import type { PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';
import { changesDial } from '../vendors/nginxSnippets';
import { isFlagSet } from '../edges/flagOf';
import { placesOf } from '../dial/places';
import { resolveSetting } from '../dial/setting';
import { upstreamOwner } from '../routes/upstreamOwner';
import { canaryHost } from './ingressNginxCanaryHost';
import {
  holderOf,
  isCovered,
  isDefault,
  isLeftover,
  isSpare,
  isTakenAway,
} from './ingressNginxLocations';
import {
  aliasesOf,
  isCanary,
  isPatternOfHosts,
  prefix,
} from './ingressNginxServers';
import { passedThrough, spokenTo } from './ingressNginxTls';

/**
 * What ingress-nginx makes of redirects, of canaries, and of Ingresses for one host and path: each
 * location of a server is one Ingress's (controller.go, getBackendServers).
 */
export function ingressNginxPolicies(
  state: ClusterState,
  served: ServedRule,
): PolicyEffect {
  const { ingress, rule, service, instance } = served;
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
  const doubts = [
    ...configMapDoubts(state, served),
    ...patternDoubts(state, served),
  ];
  const spare = isSpare(state, served);
  const main = isLeftover(served) ? ingress : holderOf(state, served);
  if (main && redirects(main)) return { drops: true };
  if (isCanary(ingress) && main !== ingress) {
    if (spare && isTakenAway(state, served)) {
      return {
        drops:
          'it is a canary, and its Service is behind one before it that no Ingress of its class has the host and path of',
      };
    }
    const isServed = spare && (main !== undefined || isDefault(rule));
    return isServed
      ? asMain(state, served, main ?? ingress, doubts)
      : { drops: whyNoCanary(state, served, main) };
  }
  if (isCovered(state, served)) return { drops: true };
  if (spare) {
    return {
      drops: `${objectName(
        upstreamOwner(state, served),
      )} has the Service for a canary, which is reached through other Services alone`,
    };
  }
  if (main && main !== ingress) {
    return { drops: `${objectName(main)} has the host and path before it` };
  }
  const through = passedThrough(state, served);
  const effect = through ?? portEffect(state, served);
  return {
    ...effect,
    ...(isRewritten(state, served) && { unknown: true }),
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

/** Whether the ConfigMap's own nginx configuration says something of what is dialled. */
function isRewritten(
  state: ClusterState,
  { ingress, instance }: ServedRule,
): boolean {
  const { configMap } = placesOf(state, ingress, instance);
  return ofItsOwn.some(key => changesDial(configMap?.data[key] ?? ''));
}

function whyNoCanary(
  state: ClusterState,
  served: ServedRule,
  main: Ingress | undefined,
): string {
  return main
    ? `it is a canary, and its Service is already behind ${objectName(
        upstreamOwner(state, served),
      )}, which is none`
    : 'it is a canary, and no other Ingress of its class has the host and path';
}

/** Requests go to a canary as they would to the Ingress whose canary it is. */
function asMain(
  state: ClusterState,
  served: ServedRule,
  main: Ingress,
  doubts: readonly string[],
): PolicyEffect {
  const { server, instance, service, port } = served;
  const { vendor } = server;
  const places = { ...placesOf(state, main, instance), service, port };
  const effect = portEffect(state, served);
  const isForAll = isDefault(served.rule);
  return {
    ...effect,
    ...((isForAll || isRewritten(state, served)) && { unknown: true }),
    said: {
      host: canaryHost(
        state,
        served,
        main,
        resolveSetting(vendor.host, places),
      ),
      backend: resolveSetting(vendor.backend, places),
      ...effect.said,
    },
    caveats: [
      ...(effect.caveats ?? []),
      ...doubts,
      ...(isForAll ? [sharedWithAll(served)] : []),
    ],
  };
}

function sharedWithAll({ ingress }: ServedRule): string {
  return `${objectName(
    ingress,
  )} is a canary of every path that is for all hosts, as each of those has it: which Host and protocol are sent is not worked out.`;
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
