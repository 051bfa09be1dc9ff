import type { ClusterState } from '../../state/clusterState';
import type { Ingress, IngressRule } from '../../state/kinds/ingress';
import { IngressClass, ingressClasses } from '../../state/kinds/ingressClass';
import type { ServedRule } from '../dial/ingressDial';
import { controllerOf } from './controllerOf';
import { decisiveIngresses } from './ingressesByBackend';
import { olderIngress } from './olderIngress';
import { servicePort } from '../dial/servicePort';

// Hundreds of Ingresses can lead to one Service, such as a gateway's: the oldest is looked for once.
const known = new WeakMap<
  readonly IngressClass[],
  WeakMap<readonly Ingress[], Map<string, Ingress>>
>();

/** A rule of an Ingress, with the Service that it leads to where there is one. */
type LeadingRule = Pick<ServedRule, 'ingress' | 'rule' | 'server'> &
  Partial<Pick<ServedRule, 'service'>>;

/**
 * Of the Ingresses of one controller that lead to one port of a Service, the one whose annotations its
 * upstream is made from (ingress-nginx internal/ingress/controller/controller.go, createUpstreams).
 */
export function upstreamOwner(
  state: ClusterState,
  { ingress, rule, service, server: { vendor } }: LeadingRule,
): Ingress {
  const name = rule.backend.service;
  const all = decisiveIngresses(state, `${ingress.meta.namespace}/${name}`);
  const owners = ownersOf(state, all);
  const { portAsWritten, lastDefaultBackendDecides } = vendor.addressing;
  const key = (one: Ingress, { backend: { port } }: IngressRule) =>
    JSON.stringify([
      controllerOf(state, one, vendor),
      portAsWritten || !service ? port : servicePort(service, port)?.port,
    ]);
  const wanted = key(ingress, rule);
  const question = JSON.stringify([vendor.id, service?.ports, wanted]);
  const found =
    owners.get(question) ??
    ownerOf(
      all,
      (one, other) =>
        other.backend.service === name && key(one, other) === wanted,
      lastDefaultBackendDecides,
    );
  if (found) owners.set(question, found);
  return found ?? ingress;
}

function ownersOf(
  state: ClusterState,
  all: readonly Ingress[],
): Map<string, Ingress> {
  const classes = state.list(ingressClasses);
  const ofClasses = known.get(classes) ?? new WeakMap();
  known.set(classes, ofClasses);
  const owners = ofClasses.get(all) ?? new Map<string, Ingress>();
  ofClasses.set(all, owners);
  return owners;
}

/** The oldest; or the last that has it for its default backend, which makes it anew. */
function ownerOf(
  all: readonly Ingress[],
  leads: (ingress: Ingress, rule: IngressRule) => boolean,
  lastDefaultBackendDecides = false,
): Ingress | undefined {
  const leading = all
    .filter(one => one.rules.some(rule => leads(one, rule)))
    .sort(olderIngress);
  const last = leading.filter(one =>
    one.rules.some(
      rule => rule.field === 'spec.defaultBackend' && leads(one, rule),
    ),
  );
  return (lastDefaultBackendDecides ? last.at(-1) : undefined) ?? leading[0];
}
