import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { Dial } from './dial';
import { failsNow, formerCaveat } from './former';
import type { PolicyEffect } from './gatewayApiDial';
import { flagOf } from '../edges/flagOf';
import type { IngressServer } from '../edges/ingressClassOf';
import type { Instance } from '../edges/instances';
import { placesOf, unreadConfigMap } from './places';
import { ServedBackend, settledDial, whyUndialled } from './settledDial';
import { resolveSetting } from './setting';
import { upstreamOwner } from '../routes/upstreamOwner';
import { VendorDescription, vendorInSentence } from '../vendorDescription';

/** A rule of an Ingress that one installation, or one cloud, serves. */
export interface ServedRule {
  readonly ingress: Ingress;
  readonly rule: IngressRule;
  readonly service: Service;
  readonly port: ServicePort;
  readonly server: IngressServer;
  readonly instance: Instance | undefined;
}

/** What the server of an Ingress dials for one of its rules; undefined where it drops the rule. */
export function ingressDial(
  state: ClusterState,
  served: ServedRule,
): Dial | undefined {
  const backend = servedBackend(state, served);
  return backend && settledDial(backend);
}

/** A rule with what its vendor's policies add; undefined where they drop it. */
function servedBackend(
  state: ClusterState,
  served: ServedRule,
): ServedBackend | undefined {
  const { ingress, service, port, server, instance } = served;
  const { vendor } = server;
  const ingressClass = state.get(ingressClasses, '', server.className);
  const places = {
    ...placesOf(state, ingress, instance),
    ...(ingressClass && { ingressClass }),
    service,
    port,
  };
  const policies = policiesOf(state, served);
  const fails = failsNow(ingress.hasAddress ?? false, policies);
  if (policies.drops && fails === undefined) return undefined;
  return {
    vendor,
    places,
    service,
    port,
    said: {
      ...(vendor.addressing.oldestDecides && {
        addressing: resolveSetting(vendor.addressing, {
          ...places,
          route: upstreamOwner(state, served),
        }),
      }),
      ...policies.said,
    },
    reasons: server.reasons,
    caveats: [
      ...(server.asserted ? [] : server.reasons.map(reason => reason.text)),
      ...unreadConfigMap(state, instance),
      ...(policies.caveats ?? []),
      ...(fails === undefined ? [] : [formerCaveat(ingress, fails)]),
    ],
    ...((policies.unknown || (fails !== undefined && !policies.said)) && {
      unknown: true,
    }),
    ...(fails !== undefined && { failsNow: fails }),
  };
}

/** What its vendor's policies make of a rule: unknown where annotations count under other names. */
function policiesOf(state: ClusterState, served: ServedRule): PolicyEffect {
  const { ingress, server, instance } = served;
  const others = otherPrefixes(server.vendor, instance);
  const known = server.vendor.annotationPrefixes ?? [];
  const isConcerned = Object.keys(ingress.meta.annotations).some(name =>
    [...others, ...known].some(prefix => name.startsWith(prefix)),
  );
  if (others.length === 0 || !isConcerned) {
    return server.vendor.ingressPolicies?.(state, served) ?? {};
  }
  const caveat = `A flag of ${vendorInSentence(
    server.vendor,
  )} has it read annotations that begin with ${others.join(
    ' or ',
  )}: what those of ${objectName(ingress)} come to is not worked out.`;
  return { caveats: [caveat], unknown: true };
}

/** What annotations begin with, where an installation is told so and it is not as ever. */
function otherPrefixes(
  { pods, annotationPrefixes = [] }: VendorDescription,
  instance: Instance | undefined,
): readonly string[] {
  const flag = pods?.prefixFlag;
  const told =
    flag === undefined
      ? undefined
      : instance?.pods.map(pod => flagOf(pod, flag)).find(Boolean);
  const prefixes = (told ?? '')
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')
    .map(one => `${one}/`);
  const isAsEver =
    prefixes.length === annotationPrefixes.length &&
    prefixes.every(one => annotationPrefixes.includes(one));
  return isAsEver ? [] : prefixes;
}

/** Why the server of an Ingress makes nothing of one of its rules, where its own rules say so. */
export function ingressDropped(
  state: ClusterState,
  served: ServedRule,
): string | undefined {
  const effect = policiesOf(state, served);
  const hasAddress = served.ingress.hasAddress ?? false;
  if (effect.drops && failsNow(hasAddress, effect) === undefined) {
    return typeof effect.drops === 'string' ? effect.drops : undefined;
  }
  const backend = servedBackend(state, served);
  return backend && whyUndialled(backend);
}
