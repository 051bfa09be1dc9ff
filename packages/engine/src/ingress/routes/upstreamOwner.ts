import type { ClusterState } from '../../state/clusterState';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import type { Service } from '../../state/kinds/service';
import type { ServedRule } from '../dial/ingressDial';
import { ingressesByBackend } from './ingressesByBackend';
import { olderIngress } from './olderIngress';
import { servicePort } from '../dial/servicePort';

// Hundreds of Ingresses can lead to one Service, such as a gateway's: the oldest is looked for once.
const known = new WeakMap<readonly Ingress[], Map<string, Ingress>>();

/**
 * Of the Ingresses of one class that lead to one port of a Service, the one whose annotations its
 * upstream is made from: the oldest (ingress-nginx internal/ingress/controller/controller.go, createUpstreams).
 */
export function upstreamOwner(
  state: ClusterState,
  { ingress, rule, service, port, server }: ServedRule,
): Ingress {
  const { namespace, name } = service.meta;
  const all = state.lookup(ingressesByBackend, `${namespace}/${name}`);
  const owners = known.get(all) ?? new Map<string, Ingress>();
  known.set(all, owners);
  const isWritten = server.vendor.addressing.portAsWritten;
  const key = (one: Ingress, { backend }: IngressRule) =>
    JSON.stringify([
      classOf(one),
      isWritten ? backend.port : servicePort(service, backend.port)?.port,
    ]);
  const wanted = key(ingress, rule);
  const question = JSON.stringify([service.ports, port.port, wanted]);
  const found =
    owners.get(question) ??
    ownerOf(all, service, (one, other) => key(one, other) === wanted);
  if (found) owners.set(question, found);
  return found ?? ingress;
}

function ownerOf(
  all: readonly Ingress[],
  { meta }: Service,
  isSame: (ingress: Ingress, rule: IngressRule) => boolean,
): Ingress | undefined {
  return all
    .filter(one =>
      one.rules.some(
        rule => rule.backend.service === meta.name && isSame(one, rule),
      ),
    )
    .sort(olderIngress)[0];
}

/** The class of an Ingress as it is written, by field or annotation. */
export function classOf({ meta, className }: Ingress): string | undefined {
  return className ?? meta.annotations['kubernetes.io/ingress.class'];
}
