import type { ClusterState } from '../state/clusterState';
import type { Ingress, IngressRule } from '../state/kinds/ingress';
import { ingressClasses } from '../state/kinds/ingressClass';
import type { Service, ServicePort } from '../state/kinds/service';
import type { Dial } from './dial';
import { ingressesByBackend } from './ingressesByBackend';
import { olderIngress } from './olderIngress';
import type { IngressServer } from './ingressClassOf';
import type { Instance } from './instances';
import { placesOf, unreadConfigMap } from './places';
import { servicePort } from './servicePort';
import { settledDial } from './settledDial';
import { resolveSetting } from './setting';

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
  const { ingress, service, port, server, instance } = served;
  const { vendor } = server;
  const ingressClass = state.get(ingressClasses, '', server.className);
  const places = {
    ...placesOf(state, ingress, instance),
    ...(ingressClass && { ingressClass }),
    service,
    port,
  };
  const policies = vendor.ingressPolicies?.(state, served) ?? {};
  if (policies.drops) return undefined;
  return settledDial({
    vendor,
    places,
    service,
    port,
    said: {
      ...(vendor.addressing.oldestDecides && {
        addressing: resolveSetting(vendor.addressing, {
          ...places,
          route: oldestFor(state, ingress, service, port.port),
        }),
      }),
      ...policies.said,
    },
    reasons: server.reasons,
    caveats: [
      ...(server.asserted ? [] : server.reasons.map(reason => reason.text)),
      ...unreadConfigMap(state, instance),
      ...(policies.caveats ?? []),
    ],
    ...(policies.unknown && { unknown: true }),
  });
}

// Hundreds of Ingresses can lead to one Service, such as a gateway's: the oldest is looked for once.
const oldestOnes = new WeakMap<readonly Ingress[], Map<string, Ingress>>();

/** The oldest Ingress of the same namespace and class that leads to a Service port. */
function oldestFor(
  state: ClusterState,
  ingress: Ingress,
  service: Service,
  port: number,
): Ingress {
  const key = `${service.meta.namespace}/${service.meta.name}`;
  const all = state.lookup(ingressesByBackend, key);
  const known = oldestOnes.get(all) ?? new Map<string, Ingress>();
  oldestOnes.set(all, known);
  const question = JSON.stringify([ingress.className, service.ports, port]);
  const found = known.get(question) ?? oldestOf(all, ingress, service, port);
  if (found) known.set(question, found);
  return found ?? ingress;
}

function oldestOf(
  all: readonly Ingress[],
  { className }: Ingress,
  service: Service,
  port: number,
): Ingress | undefined {
  const rivals = all.filter(
    one =>
      one.className === className &&
      one.rules.some(
        rule =>
          rule.backend.service === service.meta.name &&
          servicePort(service, rule.backend.port)?.port === port,
      ),
  );
  return rivals.sort(olderIngress)[0];
}
